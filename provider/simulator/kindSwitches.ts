/** Open questions of the documents that concern one kind alone. */
export const KIND_SWITCHES = {
  queueGroupFields: {
    positions: ["none", "name", "all"],
    default: "none",
    question:
      "What a body of a queue group must have, or is refused with 400: nothing, as no page says; its name; or all, as one client says?",
  },
  phoneBookItem: {
    positions: ["book", "contacts"],
    default: "book",
    question: "GET of the path of one phone book: the book, as its page says, or the list of its contacts, which one client reads there?",
  },
  diaryNight: {
    positions: ["startDay", "eachDay"],
    default: "startDay",
    question:
      "The hours after midnight of a time diary's `18:00-9:00,fri,*,*`: do they follow the day on which they begin (Saturday), or is each named day looked at by itself (Friday)?",
  },
  diaryLastMinute: {
    positions: ["open", "closed"],
    default: "open",
    question:
      "The minute that ends a closed time of a time diary (9:00 of `18:00-9:00`), and the second that ends an exception: open or closed?",
  },
  diaryLastDay: {
    positions: ["closed", "open"],
    default: "closed",
    question: "The last day of a time diary's exception without `end_time`: closed to its end, or open?",
  },
  diaryWinner: {
    positions: ["exception", "first", "last"],
    default: "exception",
    question:
      "Several entries of a time diary that match: an exception wins, and of equals the first; or the first or last of elements and then exceptions?",
  },
} as const;
