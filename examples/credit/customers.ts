/**
 * Who gets credit, by uuid. A payment goes to a uuid for ever, so it stands here in git and not in an output that may change: a customer that
 * is deleted and made again is another one, and what was paid to the first stays paid to the first.
 */
export const customers = {
  harbourBikes: "7d0b6c1e-3f52-4a86-9c0d-5e1a2b3c4d01",
  quaysidePractice: "7d0b6c1e-3f52-4a86-9c0d-5e1a2b3c4d02",
  lighthouseCafe: "7d0b6c1e-3f52-4a86-9c0d-5e1a2b3c4d03",
} as const;

export type Customer = keyof typeof customers;
