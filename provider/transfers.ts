/** Records of credit transfers in a stack's state, read and told without an engine or a network. */
export { journalFolder, transferJournal, type JournalEntry, type TransferJournal } from "./lifecycle/transfer/journal";
export { forPeople, onTheWire, parseAmount, type Thousandths } from "./lifecycle/transfer/money";
export {
  isClosed,
  preparedIn,
  recordIn,
  transferName,
  type Prepared,
  type TransferRecord,
  type TransferState,
  type Word,
} from "./lifecycle/transfer/record";
export { cutOff, instant, money, movement, needs, summary, type Telling } from "./lifecycle/transfer/texts";
export { readJournalSettings, readTransferSettings, type TransferSettings } from "./settings";
