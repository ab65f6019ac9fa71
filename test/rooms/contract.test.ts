import { chatContract } from "../contracts/chat.ts";
import { paperPlatform } from "./paper-platform.ts";

chatContract(paperPlatform);
