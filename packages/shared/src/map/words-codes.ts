import type { mapCodes } from "./rules.ts";
import type { importCodes } from "./rules-import.ts";

/** What a person reads for each code of the map. */
export const mapCodeWords: Record<keyof typeof mapCodes, string> = {
  WrongAsset: "This has been begun already; what you wrote is kept.",
  WrongGap: "This has been begun already; what you wrote is kept.",
  WrongArea: "This can't be begun here. Load the page and begin it again; what you wrote is kept.",
  UnknownArea: "We don't know this area yet. Choose one from the list.",
  OutOfBounds:
    "This lies outside the map, maybe in the sea: the two numbers may be the wrong way round. Give a postcode or a place instead.",
  PointMissing: "Say where it is: a postcode, the name of a place, or a point on the map. Or say that only the area is known.",
  LooksLikeSomebody:
    "This looks as if it tells who somebody is. Take it out. If it is nobody's (a helpline, a public address), say so below and send it again.",
  AssetMoved: "Somebody changed how this stands. Look again; what you wrote is kept.",
  GapMoved: "Somebody was a moment quicker, and it stands otherwise now. Look again; what you wrote is kept.",
  FieldsMoved: "Somebody else changed the same lines. Both texts are below: choose which one stays.",
  NothingChanged: "It says that already. Nothing was changed.",
  ResidentStewardsOnly: "This is the residents' part: a steward of their panel says it.",
  PartnerStewardsOnly: "This is the partners' part: a steward of one of the organisations says it.",
  StewardsOnly: "This is for the stewards and the coordinator. You can propose it to them.",
  CoordinatorsOnly: "This is for the coordinator of the directory.",
  WorkersOnly: "This is for people who work for an organisation. You can ask there directly.",
  NotYours: "This is for whoever runs it, a steward or the coordinator. Tell one of them.",
  OwnGap: "You raised this yourself, so you stand behind it already.",
  OthersTookItOn: "Another organisation has taken this on. It says when it has to stop, or the coordinator does.",
  OneVoiceEach: "You have spoken for the other side here already. Nobody speaks for both: let another steward say this.",
  OneSideMissing: "Both sides speak first: the residents that it is needed, a partner what they know. Then somebody can take it on.",
  NothingAddressesIt: "Nothing is linked to it yet. Link the project, or what is there now, then close it as met.",
  AlternativeMissing: "Name one other thing that people can use instead, or say that you know of none.",
  DayOver: "This day is over already. Choose today or a day to come.",
  ToldFirst:
    "Another organisation runs this. Say that it is going to close, two days ahead or more: they hear it first, and can say that it goes on.",
  UnknownOther: "The other one isn't there any more. Look for it again.",
  MergedInCircles: "These two lead to each other already. Choose another one.",
  NotLookedAt: "Only people with an account see the other one yet. Look at that one first, or put that one together into this one.",
  ClaimedAlready: "Your organisation has said already that it runs this.",
  NoClaim: "Nobody says that they run this any more. Look again how it stands.",
  NoDoubt: "Somebody has looked at this already. Look again how it stands.",
  SaidAlready: "You have said this already.",
  OthersEndorsed: "Others stand behind it by now, so it isn't yours alone to take back. You can propose that it ends.",
  NotAsked: "Nobody asks this just now.",
  MapFull: "That is as much as one of these holds. Take something away first.",
  UnknownLink: "This isn't linked any more. Look again how it stands.",
  TakenOnMap: "This was sent already. Load the page again to see it.",
  TooManyPins: "That was a lot within an hour. Go on a little later; what you wrote is kept.",
  BadOutline: "The outline doesn't close, crosses itself, or has too few or too many points. Draw it again.",
  UnknownChange: "This change isn't there any more, or was taken back already.",
  UnknownWords: "There are no words here any more that could be taken out. Look again how it stands.",
};

/** What a coordinator reads for each code of an import. */
export const importCodeWords: Record<keyof typeof importCodes, string> = {
  ImportTooLarge: "This is larger than 20 MB. Split it, or leave out columns that nobody needs.",
  ImportTooManyRows: "This has more than 50,000 rows. Split it into several files.",
  ImportCellTooLarge: "One cell holds more than 64 kB of text. A quote that is never closed may have swallowed the rest of the file.",
  ImportBomb: "This packed file comes to more than can be looked at. Send its tables one by one.",
  ImportUnreadable: "This can't be read as a table (CSV), as GeoJSON or as Open Referral. Save it as CSV and choose it again.",
  ImportEmpty: "There are no rows in this.",
  BadGeoJson: "One of the features can't be read. Nothing was taken from the file.",
  ImportNoName: "Say which column is the name.",
  ImportMoved: "This import was begun already. Load the page to see how it goes.",
  FeedNotAllowed: "From this address nothing may be fetched. Whoever runs this installation can allow its host.",
  FeedFailed: "The feed can't be read just now, or not as Open Referral. Nothing was taken from it.",
};
