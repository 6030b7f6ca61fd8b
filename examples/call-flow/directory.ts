/** uuids of what lives already; in an account of your own they are seen in the dashboard. */
const uuid = (kind: string, number: number) => `6f1c2f34-5a06-4b0e-9a5e-${kind}${String(number).padStart(8, "0")}`;

export const phone = { reception: uuid("0001", 1), sales: uuid("0001", 2), support: uuid("0001", 3), director: uuid("0001", 4) };

export const group = { sales: uuid("0002", 1), support: uuid("0002", 2), engineers: uuid("0002", 3), interpreters: uuid("0002", 4) };

export const mailbox = { office: uuid("0003", 1), sales: uuid("0003", 2), support: uuid("0003", 3), emergencies: uuid("0003", 4) };

export const sound = {
  welcome: uuid("0004", 1),
  salesMenu: uuid("0004", 2),
  pleaseTryAgain: uuid("0004", 3),
  recordingNotice: uuid("0004", 4),
  chooseLanguage: uuid("0004", 5),
  bienvenue: uuid("0004", 6),
  willkommen: uuid("0004", 7),
  allBusy: uuid("0004", 8),
  dialExtension: uuid("0004", 9),
  emergencyWhisper: uuid("0004", 10),
  somebodyJoins: uuid("0004", 11),
  closed: uuid("0004", 12),
};

export const playlist = { calm: uuid("0005", 1), jazz: uuid("0005", 2) };

export const trunk = { oldExchange: uuid("0006", 1) };
