// What all bots here have in common: where they are told to live, and the webhook's server.
import { createServer } from "node:http";

export const api = process.env.API; // such as http://127.0.0.1:9000/sandbox
export const token = process.env.TOKEN;
export const mode = process.env.MODE; // polling or webhook
export const secret = "a-secret_of-the-test";

// Listens on any free port; the address is the webhook's.
export function listen(handler) {
  return new Promise((resolve) => {
    const server = createServer(handler);
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}/hook`));
  });
}

export const commands = [
  { command: "start", description: "Begin" },
  { command: "album", description: "Two files at once" },
];

export const markdown = "*bold* _it_ `code` [link](https://example.org/) 1\\+1";

// The test waits for this line.
export const ready = () => console.log("ready");
