import type { Line } from "../line";
import { boardRoom } from "./boardRoom";
import { callPete } from "./callPete";
import { callPeteAsItLives } from "./callPeteAsItLives";
import { directDial } from "./directDial";
import { emergencies } from "./emergencies";
import { faxLine } from "./faxLine";
import { languages } from "./languages";
import { officeAndOnCall } from "./officeAndOnCall";
import { oldExchange } from "./oldExchange";
import { reception } from "./reception";
import { recordedLine } from "./recordedLine";
import { supportQueue } from "./supportQueue";
import { threeTries } from "./threeTries";
import { whoCalls } from "./whoCalls";

/** Every line by the name of its file. */
export const lines: Readonly<Record<string, Line>> = {
  callPete,
  callPeteAsItLives,
  officeAndOnCall,
  reception,
  directDial,
  boardRoom,
  faxLine,
  oldExchange,
  whoCalls,
  supportQueue,
  recordedLine,
  emergencies,
  languages,
  threeTries,
};
