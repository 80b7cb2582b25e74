/** What a person reads around the way back in. */
export const recoveryWords = {
  /** on the second-step page */
  none: "I have none of these",
  title: "When you have none of these",
  how: "Two people who look after your place must each say that they know it's you: a manager, and a second one. Then a day passes. After that you sign in with your password and set up new second steps. What you had before ends.",
  mail: "You get a mail at each step. Speak with your manager: they see your request as soon as you have asked.",
  ask: "Ask for help",
  asked: "You have asked for help",
  askedHow: "Two people must say that they know it's you. Speak with your manager, in person or on the phone.",
  one: "One person has said that it's you. A second one has to say so too.",
  both: (when: string) => `Two people have said that it's you. You can go on here from ${when}.`,
  lapses: (when: string) => `Your request ends by itself ${when}.`,
  ready: "You can begin anew",
  readyHow:
    "Two people have said that it's you, and the day is over. Now you set up new second steps. Your old ones, the recovery codes and all other devices end at this moment.",
  begin: "Begin anew",
  /** for those who are asked */
  help: "Help to sign in",
  helpHow: "They gave their password, and say that they have lost their second step. Two people have to know that it's really them.",
  stands: (yes: number): string => (yes === 0 ? "nobody has said yes yet" : yes === 1 ? "one has said yes" : "two have said yes"),
  open: (when: string) => `It opens ${when}.`,
  know: "I know it's them",
  knowTitle: (name: string) => `Do you know that it's ${name}?`,
  knowHow: (name: string) =>
    `Say yes only if you have seen ${name} or heard their voice, and they told you that they asked. A mail or a text message is not enough: somebody else could have written it.`,
  knowThen: "After the second yes a day passes. Then their password alone lets them set up a new second step.",
  saidYes: (name: string) => `You have said that it's ${name}.`,
  stop: "That wasn't them: stop it",
  stopped: "It is stopped. Their password may be known to somebody: speak with them.",
  second: "Your yes is kept. Now somebody else has to say it too.",
  granted: "That was the second yes. The day begins now.",
  /** on one's own account page and Today */
  mine: "Somebody asked to sign in as you",
  mineHow: "They gave your password, and said that they can't do your second step. If that was you, you need do nothing.",
  mineYes: (names: string): string => `${names} said that it's you.`,
  notMe: "That wasn't me",
  notMeDone: "It is stopped. Somebody may know your password: tell your manager.",
} as const;
