import { chatContract } from "../contracts/chat.ts";
import { platform } from "./stand-in.ts";

chatContract(platform);
