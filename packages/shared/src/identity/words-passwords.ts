/** What a person reads around their password. */
export const passwordWords = {
  /** on the sign-in page, and wherever the old one is asked for */
  forgotten: "I can't remember my password",
  /** the page that it leads to */
  lostTitle: "A new password",
  lostLead: "We send you a mail with a link. It works once, for an hour.",
  lostHow: "Your second step stays as it is: you need it as before. All your devices are signed out once you have chosen a new password.",
  send: "Send me the link",
  sentTitle: "Look into your mail",
  /** the same whether there is such an account or not */
  sent: (email: string): string =>
    `If there is an account for ${email}, a mail with a link is on its way to it. It can take a few minutes.`,
  sentNothing:
    "Nothing came? Look among the unwanted mail, and whether the address is the one that you were invited with. More than a few mails an hour are not sent.",
  sentOver: "Whose access has ended gets no mail. Ask your manager then.",
  demo: "The invented people keep the password that everybody knows: choose one of them where one signs in. This is for accounts that you made yourself.",
  noMail: "Linkwork can't send mail here, so no link can come. Ask whoever runs it: its README says how to set it up.",
  back: "Back",
  /** behind the link */
  newTitle: "Choose a new password",
  newLead: (email: string): string => `For ${email}.`,
  set: "Keep this password",
  setTitle: "Your new password is kept",
  setHow:
    "All devices are signed out. Sign in with it now, and do your second step as before. What you were writing is still on the device that you wrote it on.",
  signIn: "Sign in",
  overTitle: "This link is over",
  another: "Ask for another link",
  opening: "Looking at your link",
  failed: "Your link couldn't be looked at.",
  /** on one's own account page */
  title: "Your password",
  hint: "Change it when somebody else may know it, or has seen you type it. Otherwise it needs no changing.",
  demoCard: "You are one of the invented people of this demonstration: everybody knows your password, so it can't be changed.",
  change: "Change my password",
  old: "Your password now",
  next: "Your new password",
  changeHow: "All your other devices are signed out. This one goes on.",
  changed: "Your password is changed. All other devices are signed out.",
} as const;
