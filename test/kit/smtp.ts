import { createServer, type Socket } from "node:net";

type Received = { from: string; to: string[]; data: string };

/** A mail server on this machine: takes what it is given, unless a test tells it to answer otherwise. */
export async function smtpServer() {
  const received: Received[] = [];
  const answers = new Map<string, string>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let mail: Received = { from: "", to: [], data: "" };
    let inData = false;
    let rest = "";
    const say = (verb: string, usual: string) => void socket.write(`${answers.get(verb) ?? usual}\r\n`);
    socket.on("error", () => undefined);
    socket.write("220 linkwork.test ESMTP\r\n");
    socket.on("data", (chunk) => {
      rest += chunk.toString("utf8");
      for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (inData) {
          if (line !== ".") mail.data += `${line}\r\n`;
          else {
            inData = false;
            if (!answers.has("END")) received.push(mail);
            mail = { from: "", to: [], data: "" };
            say("END", "250 taken");
          }
          continue;
        }
        const verb = (line.split(" ")[0] ?? "").toUpperCase();
        if (verb === "MAIL") mail.from = line;
        if (verb === "RCPT" && !answers.has("RCPT")) mail.to.push(line);
        if (verb === "DATA") inData = true;
        say(verb, verb === "DATA" ? "354 go on" : verb === "EHLO" ? "250 linkwork.test" : "250 ok");
        if (verb === "QUIT") socket.end();
      }
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    received,
    /** what it answers to a verb (RCPT, END ...) from now on; undefined for the usual */
    answer(verb: string, line: string | undefined): void {
      if (line === undefined) answers.delete(verb);
      else answers.set(verb, line);
    },
    async stop(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
