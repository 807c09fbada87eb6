"""A process that has loaded CKAN and forks one child for each `ckan forum` command: a kill costs no start.

Reads JSON lines: {"run": [arguments], "env": {…}} answers {"pid": n}; {"wait": n} answers {"code": n}.
"""

from __future__ import annotations

import json
import os
import sys
import traceback


def main():
    from ckan.cli import CKANConfigLoader
    from ckan.config.middleware import make_app
    from ckanext.datastore.backend.postgres import _dispose_engines

    from ckan import model

    # The protocol has standard output for itself.
    protocol = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    application = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    # A child must not share a database link with its siblings.
    model.Session.remove()
    model.meta.engine.dispose()
    _dispose_engines()
    _answer(protocol, ready=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if "run" in asked:
            child = os.fork()
            if child == 0:
                _run(application, asked)
            _answer(protocol, pid=child)
        else:
            _, status = os.waitpid(asked["wait"], 0)
            _answer(protocol, code=os.waitstatus_to_exitcode(status))


def _run(application, asked):
    """The command itself, as `ckan forum …` runs it."""
    from ckanext.forum.cli import forum

    os.environ.update(asked["env"])
    code = 1
    try:
        if os.environ.get("FAULT_BROKEN_SWAP"):
            import forum_faults

            forum_faults.break_swap()
        with application._wsgi_app.test_request_context():
            forum.main(asked["run"], standalone_mode=True)
    except SystemExit as end:
        code = end.code or 0
    except BaseException:  # noqa: BLE001 - the edge of the child: told to its journal, and its exit code is 1
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _answer(protocol, **facts):
    print(json.dumps(facts), file=protocol, flush=True)


if __name__ == "__main__":
    main()
