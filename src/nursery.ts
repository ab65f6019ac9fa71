import { setFlagsFromString } from "node:v8";

/*
 * A program that mostly waits need not let its nursery (V8's new space) grow: a third less memory, for collections that
 * are short anyway. Imported before all else, since what has grown does not shrink.
 */
setFlagsFromString("--semi-space-growth-factor=1");
