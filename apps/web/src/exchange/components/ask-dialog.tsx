import { type AskDialogProps, AskDialog as ShellAskDialog } from "../../shell/ask-dialog.tsx";
import { useLookAgain } from "../client.ts";

/** A question about a visit; everything about visits is looked at again when it was answered. */
export function AskDialog(props: Omit<AskDialogProps, "after">) {
  const lookAgain = useLookAgain();
  return <ShellAskDialog {...props} after={lookAgain} />;
}
