import type { ServerResponse } from "node:http";
import type { WireAnswer } from "./answerForm";

/** Headers of every answer. */
export type AnswerHeaders = Record<string, string>;

/** Sends an answer as the API would, without a fault. */
export function send(response: ServerResponse, answer: WireAnswer, headers: AnswerHeaders): void {
  if (answer.isBodyAfter204 === true) {
    sendBodyAfter204(response, JSON.stringify(answer.json), headers);
    return;
  }
  if (answer.json === undefined) {
    response.writeHead(answer.status, headers).end();
    return;
  }
  sendText(response, answer.status, JSON.stringify(answer.json), { "content-type": "application/json", ...headers });
}

export function sendText(response: ServerResponse, status: number, text: string, headers: AnswerHeaders): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(text).toString() }).end(text);
}

/** Node drops a body after 204, so this writes to the socket. */
function sendBodyAfter204(response: ServerResponse, text: string, headers: AnswerHeaders): void {
  const lines = Object.entries({
    ...headers,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text).toString(),
    connection: "close",
  }).map(([name, value]) => `${name}: ${value}`);
  response.socket?.end(["HTTP/1.1 204 No Content", ...lines, "", text].join("\r\n"));
}
