import type { ToldNotice } from "../identity/rules-notices.ts";

/** What stands on Today about a visit, and where it leads; an offer, a request and what is to be written, mended or looked at stand there themselves. */
export const visitNoticeWords: Record<ToldNotice, { title: string; body: string; to: string }> = {
  offerLapsed: {
    title: "A place that was offered to you isn't yours to take any more.",
    body: "The time to answer is over. As long as one can still book, you can join the list again.",
    to: "/exchange/mine",
  },
  visitAgreed: { title: "The host said yes to your visit.", body: "Look once more where and when it is.", to: "/exchange/mine" },
  visitQueued: {
    title: "The host said yes, and every place is taken.",
    body: "You are on the waiting list, by when you asked.",
    to: "/exchange/mine",
  },
  visitDeclined: {
    title: "A visit that you asked for didn't come about.",
    body: "What the host says stands with your visits.",
    to: "/exchange/mine",
  },
  visitOff: { title: "A visit of yours was called off.", body: "What the host says stands with your visits.", to: "/exchange/mine" },
  noShowNoted: {
    title: "A host noted that you didn't come.",
    body: "If you were there, say so. Only the two organisations see it.",
    to: "/exchange/mine",
  },
  noShowDisputed: {
    title: "Somebody says that they were there.",
    body: "You noted that they didn't come. Please look again.",
    to: "/exchange/hosting",
  },
  attendanceDisputed: {
    title: "Somebody says that they were not there.",
    body: "You noted that they came. Please look again.",
    to: "/exchange/hosting",
  },
  visitMoved: {
    title: "Something has changed about a visit of yours.",
    body: "Look once more where and when it is.",
    to: "/exchange/mine",
  },
  hostChanged: {
    title: "Somebody else will receive you.",
    body: "The visit stays as it is. Who it is now stands with the visit.",
    to: "/exchange/mine",
  },
  visitSoon: { title: "A visit of yours is coming up.", body: "Look once more where and when it is.", to: "/exchange/mine" },
  visitorsSoon: { title: "Visitors of yours are coming soon.", body: "Who comes stands with what you host.", to: "/exchange/hosting" },
  handedToYou: {
    title: "You receive visitors from now on.",
    body: "A colleague handed a visit over to you. Its dates stand with what you host.",
    to: "/exchange/hosting",
  },
  visitorBooked: {
    title: "Somebody is coming to see how you work.",
    body: "Who it is stands with what you host.",
    to: "/exchange/hosting",
  },
  reflectionChecked: {
    title: "What you wrote after a visit was looked at.",
    body: "Thank you for writing it.",
    to: "/exchange/mine",
  },
  readinessEnds: {
    title: "Something that a host asks for ends before your visit.",
    body: "See to it by the day before, so that your place stays.",
    to: "/exchange/ready",
  },
  visitHeld: {
    title: "Your place at a visit is on hold.",
    body: "Something that the host asks for is not in place. The place is kept until a day before.",
    to: "/exchange/ready",
  },
  visitResumed: { title: "Your place at a visit is yours again.", body: "All that the host asks for is in place.", to: "/exchange/mine" },
  visitLapsed: {
    title: "A place of yours is free again.",
    body: "Something that the host asks for was not in place a day before.",
    to: "/exchange/mine",
  },
  visitorEnds: {
    title: "Something that you ask of a visitor ends before they come.",
    body: "They have been told, and can see to it.",
    to: "/exchange/hosting",
  },
  visitorHeld: {
    title: "A visitor's place is on hold.",
    body: "Something that you ask for is not in place. They have been told.",
    to: "/exchange/hosting",
  },
  visitorResumed: { title: "A visitor's place is confirmed again.", body: "All that you ask for is in place.", to: "/exchange/hosting" },
  visitorLapsed: {
    title: "A visitor's place is free again.",
    body: "Something that you ask for was not in place a day before.",
    to: "/exchange/hosting",
  },
  hostingAsked: {
    title: "Somebody would like to come and see how you work.",
    body: "Who it is stands with what you host.",
    to: "/exchange/hosting",
  },
  checkConfirmed: { title: "Your PVG or DBS status was confirmed.", body: "You can book where it is asked for.", to: "/exchange/ready" },
  checkRevoked: {
    title: "Your PVG or DBS status is not confirmed.",
    body: "Talk with your manager. Places that need it are kept until a day before.",
    to: "/exchange/ready",
  },
  agreementChanged: {
    title: "A host to whom you go has new words in its agreement.",
    body: "Read them within 14 days, so that your place stays.",
    to: "/exchange/ready",
  },
  checkAsked: {
    title: "Please confirm: a colleague's PVG or DBS status.",
    body: "They would like to visit somebody who asks for it.",
    to: "/exchange/confirm",
  },
  noPlaceCame: {
    title: "You waited for a visit, and no place came to you.",
    body: "Until it begins the host can still give you one by hand. You would hear of it.",
    to: "/exchange/mine",
  },
  keptAsked: {
    title: "Somebody asks for a place that you keep for an urgent need.",
    body: "Who it is stands with what you host. You give it by hand.",
    to: "/exchange/hosting",
  },
  visitWithout: {
    title: "A visit of yours is without the people who are helped there.",
    body: "Somebody said no, which they may. You still come, and see the rest of the work.",
    to: "/exchange/mine",
  },
  visitorsWithout: {
    title: "A visit to you is without the people whom you help.",
    body: "Somebody said no, and a colleague noted it. Visitors who come have heard it.",
    to: "/exchange/hosting",
  },
  visitorOff: {
    title: "Somebody gave a place back.",
    body: "Who comes, and who was offered a place, stands with what you host.",
    to: "/exchange/hosting",
  },
  placeToGive: {
    title: "A place is free at a visit of yours, and somebody waits.",
    body: "Nobody was offered it by itself. See with what you host whether you can give it by hand.",
    to: "/exchange/hosting",
  },
};

/** What waits on Today. */
export const owedWords = {
  offer: "a place",
  offerTitle: (title: string): string => `A place is yours to take: ${title}`,
  ask: "asks to come",
  askTitle: (title: string): string => `Somebody asks to come: ${title}`,
  came: "who came?",
  cameTitle: (title: string): string => `Who came? ${title}`,
  there: "were you there?",
  thereTitle: (title: string): string => `Were you there? ${title}`,
  left: "a visit without its host",
  leftTitle: (name: string, title: string): string => `${name} has left. Who receives the visitors now? ${title}`,
  /** beside the place in the rail */
  waiting: (count: number): string => (count === 1 ? "1 waits for you" : `${count} wait for you`),
  place: "Exchange",
} as const;
