"""What people do: requests, checks, releases, documents, tokens; and the one writer of it all."""
