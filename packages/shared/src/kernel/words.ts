import type { kernelCodes } from "./refusal.ts";
import type { FileReason } from "./shapes.ts";

/** What a person reads for each of the kernel's codes. Says what to do next; the draft stays. */
export const kernelWords: Record<keyof typeof kernelCodes, string> = {
  NotFound: "We can't find this. It may have ended, or it may not be yours to see.",
  BadInput: "Something in this doesn't fit. Look at the marked place; nothing was lost.",
  IdReused: "This was sent before with other words. The first one stands; send yours again as a new one.",
  Busy: "Many people are writing here at this moment. Yours is kept; try again.",
  Unavailable: "Linkwork can't save just now. What you wrote is still here: try again in a moment.",
  NotSignedIn: "Please sign in again. What you wrote is kept on this device.",
  PasswordAgain: "It's been a while. Please give your password again; what you wrote is kept.",
  WrongPassword: "That e-mail address and password don't fit together. Try again; nothing is lost.",
  EasyPassword:
    "This password is easy to guess: many people use one like it, or it is made of your name, your address or where you work. Four words that don't belong together are a good one.",
  SecondFactorNeeded: "One more step: show with your passkey or a code that it's you. What you wrote is kept.",
  StepUpNeeded: "Show once more that it's you, then it goes on. Nothing was lost.",
  WrongCode: "That didn't fit. A code works once and only for a short time: wait for the next one and try again.",
  NoPasskey: "No passkey came from this device. Try again, or choose another way; nothing was changed.",
  LastFactor: "This is your only second step. Add another one first, then take this one away.",
  NotAMember: "You don't act for this organisation any more. Choose another hat.",
  WrongOrigin: "This request came from another site and was refused.",
  TooManyCalls: "That was a lot at once. Wait a moment and try again; nothing was lost.",
  TooLarge: "This is too long to send in one piece. Shorten it or send it in parts.",
  FileTooLarge: "This file is larger than 20 MB. Choose a smaller one, or send a photo of it.",
  FileEmpty: "There is nothing in this file. Look whether it was saved, then choose it again.",
  TooSlow: "The connection is too slow for this just now. Nothing was lost; try again.",
  FilesToday: "You have sent as many files as one person can in a day. Try again tomorrow.",
};

/** Why a file can't be shown, and what to do about it. */
export const fileReasonWords: Record<FileReason, string> = {
  notAllowed: "We don't keep this kind of file. Photos, PDF files and plain text are fine.",
  mismatch: "What is in this file is not what its name says.",
  photoFormat: "This kind of photo can't be shown here. Send it as JPEG, or send a screenshot of it.",
  office: "Files from Word and the like can hide things. Save it as PDF and send that.",
  archive: "Packed files can hide things. Send what is in it, one by one.",
  tooManyPixels: "This picture has too many dots to be opened safely. Send a smaller one.",
  broken: "This file is broken or not complete. Try to send it again.",
  virus: "Something harmful was found in this file. It was thrown away.",
};

/** What a person reads around files. */
export const fileWords = {
  add: "Add a photo or file",
  /** above what was chosen, before it is sent */
  before:
    "From photos, the place and other hidden details are removed. What the picture shows stays, so look at it once more. PDF and text files stay as they are.",
  /** who reads the words and doesn't get the file */
  withoutFor: (names: string): string => `${names} will not get the file: the person has not agreed to that.`,
  kinds: "Photos (JPEG, PNG, WebP), PDF and plain text, up to 20 MB each and ten at a time.",
  /** said where nobody looks for viruses */
  unscanned: "What kind of file it is gets checked. This place has no virus scanner.",
  offline: "Files need a connection. Your words are kept; send the file when you are back.",
  tooMany: "Ten files go in one message. Send the others in the next one.",
  /** the words of a message that somebody sent without any */
  alone: (count: number): string => (count === 1 ? "See the file." : `See the ${count} files.`),
  checking: "is being checked, and can be opened in a moment",
  notShown: "can't be shown here.",
} as const;
