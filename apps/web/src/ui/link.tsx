import { Link as RouterLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, ComponentType } from "react";

export type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & {
  /** A path inside the product, already filled in ("/cases/42"). */
  to: string;
  search?: Record<string, unknown> | undefined;
  hash?: string | undefined;
  replace?: boolean | undefined;
};

type LooseLink = LinkProps & { activeOptions: { exact: boolean; includeSearch: boolean }; activeProps: Record<string, never> };

// The router's own type knows every route by name; parts that any product could use must not.
const Loose = RouterLink as unknown as ComponentType<LooseLink>;

/** A link within the product: no page load, and `aria-current` where it leads to the place one is at. */
export function Link(props: LinkProps) {
  return <Loose activeOptions={{ exact: true, includeSearch: true }} activeProps={{}} {...props} />;
}
