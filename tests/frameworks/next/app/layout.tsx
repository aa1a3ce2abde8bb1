import Link from "next/link";

export const metadata = { title: "A site made with Next", icons: { icon: "data:," } };

export default function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en">
      <body>
        <nav>
          <Link href="/" id="home">
            Home
          </Link>
          <Link href="/other" id="other">
            Other
          </Link>
        </nav>
        {children}
      </body>
    </html>
  );
}
