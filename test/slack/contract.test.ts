import { chatContract } from "../contracts/chat.ts";
import { httpPlatform, platform } from "./stand-in.ts";

chatContract(platform);
chatContract(httpPlatform);
