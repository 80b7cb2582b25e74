import { newId } from "@linkwork/shared/kernel/ids.ts";
import { useState } from "react";

/** An id for the next thing that is sent: the same for a second press or a try after a lost answer, another once it went through. */
export function useNextId() {
  const [id, setId] = useState(() => newId(Date.now()));
  return { id, used: () => setId(newId(Date.now())) };
}
