import type { Authority } from "./consent.ts";
import type { RestCause } from "./rest.ts";
import type { consentCodes } from "./rules-codes.ts";

/** What is read where a yes, or who says it, is refused. */
export const consentCodeWords: Record<keyof typeof consentCodes, string> = {
  DecidesThemselves: "They can decide this themselves, so it is them who must be asked.",
  AuthorityDoesntFit: "This authority doesn't go with who said yes. Look at the paper again.",
  AuthorityOver: "This authority has run out. Nobody can say yes by it any more.",
  BeyondAuthority: "This yes would last longer than the authority that it stands on. Choose an earlier last day.",
  SharingRests: "Sharing is on hold just now. First it has to be noted who can decide it for them.",
  AskAnew: "This pause ends with a new yes. Ask them again, on their own and without hurry.",
  KeepsYouAway:
    "Your own practice, and you who write this down, can't be kept away: nobody could stop the sharing any more. Let another practice or colleague take this over first.",
  HasDied: "It is noted that they have died. Nothing new can be agreed.",
  SecondPersonDecides: "You recorded it yourself. A colleague who is in the conversation has to agree.",
  AssessedBefore: "This was judged before it was noted. Give the day on which it was looked at since.",
  NamedAlready: "They are named in another yes already. Change or stop that one first, under “People and agreements”.",
  CantTakePart: "A citizens' panel has nobody who could take part in a conversation. Choose another organisation.",
  YesOver: "This yes would be over already. Choose a later last day, or ask them again.",
};

/** By which authority somebody decides for the person. */
export const authorityWords: Record<Authority, string> = {
  welfarePower: "power of attorney for health and welfare",
  moneyPower: "power of attorney for money and property",
  guardianshipOrder: "guardianship order",
  interventionOrder: "intervention order",
  deputyship: "deputy of the Court of Protection",
  parentalResponsibility: "parental rights and responsibilities",
};

const cause: Record<RestCause, (label: string) => string> = {
  capacity: (label) => `${label} can't decide just now what may be shared`,
  death: (label) => `${label} has died`,
};

/** While sharing rests, because the person can't decide it or has died. */
export const restWords = {
  offer: (label: string) => `If ${label} can't decide it any more, or has died`,
  offerMore: (label: string) =>
    `Then sharing is on hold at once, and nothing is deleted. It goes on when ${label} can decide again, or when it was decided for them.`,
  note: "Note it",
  isOnHold: "Sharing is on hold",
  putOnHold: "Put sharing on hold",
  title: (label: string) => `What has happened to ${label}?`,
  cause,
  choices: {
    capacity: (label: string) => `${label} can't decide just now what may be shared`,
    death: (label: string) => `${label} has died`,
  },
  does: "Nobody outside the practice can read the conversation from this moment on. They are told kindly, and nothing is deleted.",
  now: {
    capacity: (label: string) => `Sharing is on hold: ${cause.capacity(label)}.`,
    death: (label: string) => `${cause.death(label)}. We are sorry. Sharing has stopped for good; nothing was deleted.`,
  },
  ways: "Sharing can go on in one of these ways:",
  ask: (label: string) => `Somebody who may decide for ${label} says yes: ask them again for each organisation`,
  regained: (label: string) => `${label} can decide it again`,
  best: (label: string) => `Nobody may decide for ${label}, and sharing is best for them: two of you decide it`,
  bestTitle: (label: string) => `Why it is best for ${label}`,
  bestWaits: (label: string) => `What is best for ${label} was recorded, and a second person of the practice has to agree.`,
  agree: "I agree: sharing goes on",
  mistake: "It was noted by mistake",
  mistakeWhat: "What was the mistake?",
  since: "Since which day, as far as you know?",
  from: "Who told you?",
  fromHint: "Such as: her daughter, by phone",
  consulted: "Whom did you ask?",
  consultedHint: "Family, carers, who knows what they would want. Such as: his sister and his home carer",
  why: "Why is it best for them that sharing goes on?",
  assessedBy: "Who judged whether they can decide it?",
  assessedOn: "On which day?",
  authority: "By which rule do you decide it?",
  authorityHint: "Such as: benefit principle, Adults with Incapacity (Scotland) Act 2000",
  ended: {
    regained: (label: string) => `${label} can decide it again`,
    bestInterests: () => "Sharing goes on",
    mistake: () => "A mistake was put right",
  },
  endedRest: {
    regained: "and sharing goes on",
    bestInterests: "as is best for them; two people decided it",
    mistake: "and sharing is as it was before",
  },
} as const;

/** What the information lead reads of it, and what there is to do. */
export const bestInterestsNotice = {
  title: "Two colleagues are deciding what is best for somebody.",
  body: "The person can't decide just now what may be shared. What was recorded stands in the case. Look at it with them if you have a question.",
} as const;

/** A yes that may not have been given freely: said quietly. */
export const doubtWords = {
  button: "Was it said freely?",
  title: "If it was not said freely",
  does: [
    "Say it here if you think that the yes was pressed out of them, or that they are frightened.",
    "Sharing pauses at once. Everybody else sees a pause like any other, and nothing of what you write.",
  ],
  who: (lead: string) => `Only the safeguarding leads of ${lead} read it.`,
  words: "What did you see or hear?",
  wordsHint: "You can leave it empty. Keep apart what you saw and what you think.",
  how: "How did you learn of it?",
  pause: "Pause it quietly",
  done: (lead: string) => `It is paused. The safeguarding leads of ${lead} are told that there is something to look at.`,
  unheard: (lead: string) =>
    `${lead} has no safeguarding lead in Linkwork yet, so nobody is told. What you write is kept for when there is one. Ring ${lead}, or follow your own safeguarding steps today.`,
  doneUnheard: (lead: string) =>
    `It is paused. Nobody was told: ${lead} has no safeguarding lead in Linkwork yet. Ring somebody there today.`,
  paused: "It is paused.",
  danger: "If somebody is in danger now, ring 999 first. This does not depend on consent.",
  raise: "Raise a worry about safety",
  ring: "You can also follow your organisation's own safeguarding steps. That does not depend on consent either.",
} as const;

/** Somebody whom the person wants kept away. */
export const awayWords = {
  legend: (label: string) => `Is there anybody who must not know anything about ${label}?`,
  hint: "Such as somebody they are afraid of, or know too well. They never learn of it, and neither does anybody outside your practice. It is on no paper.",
  org: "An organisation",
  everybody: "Everybody who works there",
  who: "Who there?",
  add: "Keep them away",
  halfChosen: "Nobody is kept away yet. Press “Keep them away”, or choose no organisation there.",
  added: (name: string) => `${name} is kept away from the moment that the yes is recorded.`,
  before: (names: string) => `Kept away already: ${names}.`,
  remove: (name: string) => `Take ${name} out of the list`,
} as const;

/** Asking for the same again, before it ends. */
export const renewWords = {
  title: (label: string) => `Ask ${label} again`,
  lead: (label: string, who: string) => `${label}'s yes to ${who}, for a new time. Until ${label} answers, nothing changes for anybody.`,
  recorded: (label: string) => `${label}'s new yes is recorded. It goes on without a gap.`,
  asked: (label: string) => `It is noted that ${label} was asked. What was agreed before stays as it is.`,
  over: "This yes has ended, so it can't be asked for again. A new one begins from the start.",
  soon: "This ends within a month. Asked again before, it goes on without a gap.",
  /** on the card of what was asked */
  inPlaceOf: (label: string) => `Asked in place of an older yes. That one stays as it is until ${label} answers.`,
} as const;

/** Each organisation is named in one yes at a time. */
export const onceWords = {
  notSaid: "not said",
  howLeftOut: "You can leave this out. Stopping doesn't wait for it.",
  chosen: (names: string) =>
    `Another yes names ${names} already. Take the tick away here, or change the other one under “People and agreements”.`,
  withoutMessages: (conversation: string, who: string) =>
    `Without “${conversation}” the conversation closes at once for ${who}. They can't read any of it, also not what was written before.`,
  already: (label: string) => `${label} has agreed already. Change it under “People and agreements”.`,
  /** for records from before that was so */
  stays: (names: string) => `This does not stop it for ${names}: another yes still lets them in. To stop it, end that one too.`,
} as const;

/** What doesn't fit between the days of a yes. */
export const daysWords = {
  overAlready: "This day has passed: the yes would be over already.",
  historyToCome: "This day is still to come. For what is written from now on, choose the first answer.",
  saidBefore: "They would read from a later day than this, which you gave two steps back. Change one of the two days.",
  overByThen: "A yes from that day would be over already. Give another day, or choose a later last day.",
} as const;
