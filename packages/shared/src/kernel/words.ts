import type { kernelCodes } from "./refusal.ts";

/** What a person reads for each of the kernel's codes. Says what to do next; the draft stays. */
export const kernelWords: Record<keyof typeof kernelCodes, string> = {
  NotFound: "We can't find this. It may have ended, or it may not be yours to see.",
  BadInput: "Something in this doesn't fit. Look at the marked place; nothing was lost.",
  IdReused: "This was sent before with other words. The first one stands; send yours again as a new one.",
  Busy: "Many people are writing here at this moment. Yours is kept; try again.",
  Unavailable: "Linkwork can't save just now. What you wrote is kept here and sent when it can.",
  NotSignedIn: "Please sign in again. What you wrote is kept on this device.",
  PasswordAgain: "It's been a while. Please give your password again; what you wrote is kept.",
  WrongPassword: "That e-mail address and password don't fit together. Try again; nothing is lost.",
  NotAMember: "You don't act for this organisation any more. Choose another hat.",
  WrongOrigin: "This request came from another site and was refused.",
  TooManyCalls: "That was a lot at once. Wait a moment and try again; nothing was lost.",
  TooLarge: "This is too long to send in one piece. Shorten it or send it in parts.",
};
