/** What the house itself says in public when it does something on the map. */
export const guardedWords = "It is about somebody's safety now. A steward looks before it is shown again.";
export const circleWords = "They were merged into each other at the same moment. This one stands again.";
export const takenBackWords = "What it led to was taken back at the same time. This one stands again.";
/** What a worker adds to a gap from a case: nothing of the case. */
export const lookedWords = "Somebody whom we help needed this, and we found nothing here.";
/** What a gap is called whose own words were taken out. */
export const takenOutTitle = "A gap whose words were taken out";
