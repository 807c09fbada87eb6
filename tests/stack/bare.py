"""An instance without CKAN: PostgreSQL, Redis and Solr under a supervisor, in seconds. For these tests."""

import sys
from pathlib import Path

from forum_stack import lock
from forum_stack.console import say
from forum_stack.layout import Layout
from forum_stack.stack import open_instance, start_services
from forum_stack.supervisor import Supervisor


def main(state: Path) -> None:
    layout = Layout(state)
    layout.create()
    with lock.hold(layout):
        supervisor = Supervisor(layout)
        try:
            start_services(open_instance(layout), supervisor, throwaway=True)
            supervisor.await_answer()
            say("prêt")
            supervisor.wait()
        finally:
            supervisor.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
