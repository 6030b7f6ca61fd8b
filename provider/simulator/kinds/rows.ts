// Made by `npm run kinds`; never edited by hand.
import type { Kind } from "./kind";
import { bundle } from "./bundle";
import { call } from "./call";
import { department } from "./department";
import { faxSender } from "./faxSender";
import { flow } from "./flow";
import { group } from "./group";
import { callerId, emergencyAddress, document, speedDial, device, userStatus } from "./listOnly";
import { mailbox } from "./mailbox";
import { missedCall } from "./missedCall";
import { number } from "./number";
import { numberAddress } from "./numberAddress";
import { outboundCall, textMessage, textCampaign } from "./outbound";
import { pack } from "./pack";
import { phoneBook } from "./phoneBook";
import { playlist } from "./playlist";
import { queueGroup } from "./queueGroup";
import { queueNotice } from "./queueNotice";
import { resellerAddress } from "./resellerAddress";
import { resellerUser } from "./resellerUser";
import { retention } from "./retention";
import { shortCode } from "./shortCode";
import { sound } from "./sound";
import { timeDiary } from "./timeDiary";
import { trunkAuth, trunk } from "./trunk";
import { user } from "./user";

/** The rows of all files beside this one. */
export const ROWS = {
  bundle,
  call,
  callerId,
  department,
  device,
  document,
  emergencyAddress,
  faxSender,
  flow,
  group,
  mailbox,
  missedCall,
  number,
  numberAddress,
  outboundCall,
  pack,
  phoneBook,
  playlist,
  queueGroup,
  queueNotice,
  resellerAddress,
  resellerUser,
  retention,
  shortCode,
  sound,
  speedDial,
  textCampaign,
  textMessage,
  timeDiary,
  trunk,
  trunkAuth,
  user,
  userStatus,
} satisfies Record<string, Kind>;
