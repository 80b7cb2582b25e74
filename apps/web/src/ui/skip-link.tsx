/** The first stop of the Tab key: past the rail, to what the page is about. */
export function SkipLink({ to = "main", children = "Skip to the page" }: { to?: string | undefined; children?: string | undefined }) {
  return (
    <a
      className="skip"
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
    >
      {children}
    </a>
  );
}
