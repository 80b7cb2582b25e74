import { type ComponentType, type ReactNode, useEffect, useState } from "react";

type Meanwhile = {
  /** What stands there until it has come. */
  meanwhile?: ReactNode;
};

/** A part of the page whose code comes when it is needed, or ahead by `fetch`. Not React's own `lazy`, which holds back what follows a waiting for a third of a second. */
export function createPart<P extends object>(load: () => Promise<ComponentType<P>>) {
  let known: ComponentType<P> | undefined;
  const fetch = async (): Promise<ComponentType<P>> => {
    known ??= await load();
    return known;
  };
  function Part({ meanwhile = null, ...props }: P & Meanwhile) {
    const [Loaded, show] = useState(() => known);
    const [broken, setBroken] = useState<Error>();
    useEffect(() => {
      if (!Loaded) fetch().then((part) => show(() => part), setBroken);
    }, [Loaded]);
    if (broken) throw broken;
    return Loaded ? <Loaded {...(props as unknown as P)} /> : meanwhile;
  }
  return { Part, fetch };
}
