import { createServer } from "node:http";
import { Server } from "socket.io";

// The peer of P1, P2 and P5: what socket.io costs by itself, with the same frames and settings.
const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false, perMessageDeflate: false });
const seqs = new Map<string, number>();

io.on("connection", (socket) => {
  socket.on("join", (room: string, done: (answer: object) => void) => {
    void socket.join(room);
    done({ ok: true });
  });
  socket.on("post", ({ roomId, id, text }: { roomId: string; id: string; text: string }, done: (answer: object) => void) => {
    const seq = (seqs.get(roomId) ?? 0) + 1;
    seqs.set(roomId, seq);
    const event = { seq, id, type: "messagePosted", at: new Date().toISOString(), actor: { personId: id, orgId: id }, body: { text } };
    io.to(roomId).emit("events", { roomId, events: [event] });
    done({ ok: true, data: event });
  });
});
http.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("bare is ready"));
