// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// System calls by number: glibc has no functions for them, and Debian 12's header ends at version 2.
#include "client/process/Landlock_linux.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace chatmet::client::landlock {

namespace {

/// Closes a descriptor at the end of a function and keeps errno.
class Descriptor
{
public:
    explicit Descriptor(long number) : m_number(static_cast<int>(number)) {}
    ~Descriptor()
    {
        const int saved = errno;
        if (m_number >= 0)
            ::close(m_number);
        errno = saved;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

bool add(const Descriptor& rules, const Exception& exception)
{
    const Descriptor place(::open(exception.path.c_str(), O_PATH | O_CLOEXEC));
    if (place.number() < 0)
        return false;
    landlock_path_beneath_attr rule{};
    rule.allowed_access = exception.rights;
    rule.parent_fd = place.number();
    return ::syscall(SYS_landlock_add_rule, rules.number(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

} // namespace

int version()
{
    const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi > 0 ? static_cast<int>(abi) : 0;
}

Rights writing(int version)
{
    // Removing and making of every kind; REFER, moving between folders, is refused from version 1 on unless
    // it is handled and allowed.
    Rights rights = writeFile | LANDLOCK_ACCESS_FS_REMOVE_DIR | removeFile | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                    makeFolder | makeFile | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                    LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
    if (version >= 2)
        rights |= LANDLOCK_ACCESS_FS_REFER;
    if (version >= 3)
        rights |= truncate;
    if (version >= 5)
        rights |= deviceIoctl;
    return rights;
}

Rights everything(int version)
{
    return writing(version) | execute | readFile | readFolder;
}

bool giveUp(Rights rights, std::initializer_list<Exception> exceptions)
{
    landlock_ruleset_attr handled{};
    handled.handled_access_fs = rights;
    const Descriptor rules(::syscall(SYS_landlock_create_ruleset, &handled, sizeof(handled), 0));
    return rules.number() >= 0 &&
           std::all_of(exceptions.begin(), exceptions.end(),
                       [&rules](const Exception& exception) { return add(rules, exception); }) &&
           ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::syscall(SYS_landlock_restrict_self, rules.number(), 0) == 0;
}

} // namespace chatmet::client::landlock
