import progress from "cli-progress";

/** Says how far a long command is. */
export interface Progress {
  begin(total: number, title: string): void;
  step(done: number): void;
  end(): void;
}

/** A bar with the time left where a person looks on, else one line at the beginning. Standard output stays free for the result. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  const bar = new progress.SingleBar({
    format: "{bar} {value} of {total} customers, {duration_formatted} gone, {eta_formatted} left",
    stream,
    clearOnComplete: true,
    hideCursor: true,
    etaBuffer: 20,
  });
  return {
    begin: (total, title) => {
      stream.write(`${title}\n`);
      if (stream.isTTY && total > 1) bar.start(total, 0);
    },
    step: (done) => {
      if (bar.isActive) bar.update(done);
    },
    end: () => {
      if (bar.isActive) bar.stop();
    },
  };
}
