import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Button } from "./button.tsx";

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons; the dangerous one last. */
  foot?: ReactNode;
  wide?: boolean | undefined;
  /** Asks something that must be answered: a press outside does not close it, Escape still does. */
  asking?: boolean | undefined;
};

/** A dialog over the page, a sheet on a phone. Escape closes it and the focus goes back to where it came from. Load it through `lazy-dialog.tsx`. */
export function Dialog({ open, onClose, title, children, foot, wide = false, asking = false }: DialogProps) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen={open}
      isDismissable={!asking}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Modal className={wide ? "dialog-frame wide" : "dialog-frame"}>
        <AriaDialog className="dialog" role={asking ? "alertdialog" : "dialog"}>
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button tone="quiet" bare icon={<X />} onClick={onClose}>
              Close
            </Button>
          </div>
          {children}
          {foot ? <div className="dialog-foot">{foot}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
