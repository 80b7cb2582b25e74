/** What a resident reads on their way in. */
export const residentWords = {
  /** on the sign-in page */
  link: "I take part as a resident: send me a code",
  title: "Take part",
  lead: "Everybody can look. To say something, sign in with a code that we send you: there is no password.",
  email: "Your e-mail address",
  emailHint: "Only for signing in. Neighbours never see it.",
  send: "Send me a code",
  another: "Send another code",
  sentTitle: "Look into your mail",
  /** the same whether there is such an account or not */
  sent: (email: string): string => `A mail is on its way to ${email}. It can take a minute.`,
  sentAgain: "Another mail is on its way. Only its code works now.",
  code: "The code from the mail",
  codeHint: "The digits in the mail: 6, or 10 if somebody has guessed at codes for your address. They work once, for 10 minutes.",
  giveCode: "Go on",
  otherAddress: "Use another address",
  nothing: "Nothing came? Look among the unwanted mail, and whether the address is right.",
  noMail: "Linkwork can't send mail here, so no code can come. Ask whoever runs it.",
  demoMail: "The demonstration's mail",
  demoHow: ": here it comes there.",
  /** the first time */
  whoTitle: "One last step",
  whoLead: "What you say here is shown with this name.",
  name: "What shall we call you?",
  nameHint: "A first name is enough, and it needn't be your own.",
  nameMissing: "Give a name, so that your neighbours know who speaks.",
  poster: "The code on the poster",
  posterHint: "8 letters and digits, like KX4M-7PRT. No poster at hand? Ask a steward of your panel.",
  join: "Take part",
  /** with an account */
  joinTitle: "Join a panel",
  joinLead: (name: string): string => `You are signed in as ${name}. What is the code on the poster?`,
  joinIt: "Join this panel",
  toPanel: "I have the code of a poster",
  stay: "You stay signed in for 30 days on this device. On a shared phone, sign out when you go.",
  first: "To the first page",
  /** who has come in, and is in no panel (any more) */
  noPanel: "You are in no panel just now",
  noPanelHow: "The code on a panel's poster lets you in. No poster at hand? Ask a steward of the panel.",
  /** over the page, after twelve idle hours or before something that needs more */
  again: "It's been a while. We send you a new code; what you wrote is kept.",
  stepUp: "We send a code to your address. Give it here, then it goes on.",
} as const;
