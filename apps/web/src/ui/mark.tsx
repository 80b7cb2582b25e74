/** Two threads that cross: Linkwork's sign. Silent, because the name stands beside it. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeLinecap="round" aria-hidden="true">
      <path d="M2 15c3-10 6-10 10-3s7 7 10-3" />
      <path d="M2 9c3 9 6 10 10 3s7-7 10 3" opacity=".4" />
    </svg>
  );
}
