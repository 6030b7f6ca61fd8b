/** uuids of phones, mailboxes and sounds that live already; in an account of your own they are seen in the dashboard. */
export const phone = {
  counter: "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a01",
  office: "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a02",
  workshop: "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a03",
};

export const mailbox = { shop: "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7b01" };

export const sound = {
  welcome: "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7c01",
  pleasePressOneOrTwo: "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7c02",
};
