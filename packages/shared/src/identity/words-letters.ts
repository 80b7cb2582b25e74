const letterAbout = (subject: string, ...lines: string[]) => ({
  subject,
  text: ["Hello,", "", ...[...lines, "Linkwork"].flatMap((line) => [line, ""])].join("\n"),
});
const letter = (...lines: string[]) => letterAbout("Signing in to Linkwork", ...lines);
const stopIt =
  "Was it not you? Then sign in to Linkwork, open My account and press That wasn't me. If you can't, tell your manager at once: they can stop it too.";

/** The mails to whose account it is: what has happened, and how to stop it. No names, no links, nothing about anybody's case. */
export const recoveryLetters = {
  asked: letter(
    "Somebody gave your password and asked to get in without your second step. Two people who look after your account are asked now whether it is you.",
    "Was it you? Then speak with your manager.",
    stopIt,
  ),
  first: letter("One person has said that it is you who asked to get in without your second step. A second one has to say so too.", stopIt),
  second: letter(
    "Two people have said that it is you who asked to get in without your second step.",
    "From this time tomorrow your password is enough to set up a new second step. What you have now ends then.",
    stopIt,
  ),
  stopped: letter(
    "The request to get in without your second step was stopped. Your sign-in is as it was before.",
    "Did you not ask for it yourself? Then somebody may know your password: tell your manager.",
  ),
  anew: letter(
    "Whoever runs Linkwork for you has ended your second steps and signed you out on all devices, so that you can set up new ones with your password.",
    "Did you not ask for it? Then speak with them at once.",
  ),
  used: letter(
    "Somebody gave your password and begins anew: your old second steps have ended, and all devices are signed out.",
    "Was it not you? Tell your manager at once: they can end the access.",
  ),
} as const;

const notYou =
  "Was it not you? Then ask for a new password at once: press I can't remember my password where one signs in. And tell your manager: they can end the access.";

/** The mails about a password, to whose account it is. */
export const passwordLetters = {
  /** the link is the only one that any of these mails has: it works for who asked, and for nobody without this mail */
  link: (link: string) =>
    letterAbout(
      "A new password for Linkwork",
      "Somebody asked for a new password for your account. To choose one, open this page:",
      link,
      "The link works once, for an hour. Please don't pass it on. You need your second step as before.",
      "Was it not you? Then you need do nothing: your password stays as it is, and nobody can use the link without this mail.",
    ),
  renewed: letterAbout(
    "Your password for Linkwork",
    "Your account has a new password, which was chosen by a link in a mail. All devices are signed out. Your second step is as it was.",
    notYou,
  ),
  changed: letterAbout(
    "Your password for Linkwork",
    "The password of your account was changed by somebody who gave the old one. All other devices are signed out.",
    notYou,
  ),
} as const;

/** The mails to who wants to come in as a resident, whether they have been here before or not. */
export const residentLetters = {
  code: (code: string) =>
    letterAbout(
      "Your code for Linkwork",
      "Here is the code that you asked for:",
      code,
      "Type it on the page where you asked for it. It works once, for ten minutes. Nobody from Linkwork will ever ask you for it.",
      "Was it not you? Then you need do nothing: nobody can use the code without this mail.",
    ),
  /** for whom a code alone would be too little */
  otherWay: letterAbout(
    "Signing in to Linkwork",
    "Somebody asked for a code to sign in with this address. Your account signs in with its password and its second step, so there is no code for it.",
    "Was it you? Then sign in on the first page. If you can't remember your password, press I can't remember my password there.",
    "Was it not you? Then you need do nothing.",
  ),
} as const;
