import { createPart } from "../ui/part.tsx";

/** The sign-in page, wherever it stands; fetched ahead where nobody is in yet. */
export const { Part: SignIn, fetch: fetchSignIn } = createPart(async () => (await import("./sign-in-page.tsx")).SignInPage);
