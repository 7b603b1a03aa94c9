"""What rests on what, for readers: under a page's title what it uses of others, under a theorem where it is used."""

from __future__ import annotations

import re
from html import escape, unescape

from geomsan.pages.statements import KINDS

from .ledger import formatted

TITLE_END = "</h1>"
USED_IN = re.compile(r'<p class="used-in" data-of="([^"]*)"></p>')


class Uses:
    """The uses of a site.

    Parameters
    ----------
    ledger : Ledger
    order : list of str
        The pages in the order in which they are learned.
    """

    def __init__(self, ledger, order):
        self.entries = ledger.statements()
        places = {page: place for place, page in enumerate(order)}
        rank = {where: (places.get(_page(where), len(places)), self.entries[where].place) for where in self.entries}
        used = {where: standing.uses for where, standing in ledger.standings().items()}
        self.of_page, self.users = {}, {}
        for user in sorted(used, key=rank.get):
            for target in sorted(used[user], key=rank.get):
                self.users.setdefault(target, []).append(user)
                if _page(target) != _page(user):
                    self.of_page.setdefault(_page(user), {})[target] = None
        for page, targets in self.of_page.items():
            self.of_page[page] = sorted(targets, key=rank.get)

    def title(self, html, page, href):
        """Write under the title of a page what it uses of others; ``href`` makes a link of an address."""
        targets = self.of_page.get(page)
        words = f'<p class="uses">이 쪽이 쓰는 정리: {self._links(targets, href)}</p>' if targets else ""
        return html.replace(TITLE_END, TITLE_END + words, 1)

    def statements(self, html, page, href):
        """Write into each statement of a page where it is used."""

        def users(place):
            found = self.users.get(f"{page}#{unescape(place[1])}")
            return f'<p class="used-in">쓰이는 곳: {self._links(found, href)}</p>' if found else ""

        return USED_IN.sub(users, html)

    def _links(self, targets, href):
        entries = ((where, self.entries[where]) for where in targets)
        return ", ".join(f'<a href="{escape(href(where))}">{formatted(each.title or KINDS[each.kind])}</a>' for where, each in entries)


def _page(where):
    return where.partition("#")[0]
