// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// chatmet: the desktop program.
#include "client/app/ClientApp.h"
#include "client/app/CommandLine.h"
#include "client/app/DesktopBus.h"
#include "client/app/EndSignals.h"
#include "client/app/Helper.h"
#include "client/app/HelperProcess.h"
#include "client/app/OtherStarts.h"
#include "client/app/SettingsFile.h"
#include "client/app/StartNotice.h"
#include "client/picture/PictureProcess.h"
#include "client/process/WriteShelter.h"
#include "common/memory/ProcessHardening.h"
#include "common/memory/StackWipe.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QPointer>
#include <QSettings>

#include <cstdio>
#include <optional>
#include <string_view>
#include <utility>

#include "resources/Translations.h"

namespace {

/// Qt's own classes keep settings (the last folder of a file dialog, say); ours has none. Their file can't be
/// made.
void closeQtSettings()
{
    for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope,
                           QStringLiteral("/dev/null/chatmet-writes-no-settings"));
}

/// Content passes through almost every handler: what it left on the stack goes before the program sleeps.
void wipeStackBeforeSleep()
{
    const auto* dispatcher = QAbstractEventDispatcher::instance();
    QObject::connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, dispatcher,
                     [] { chatmet::wipeStack(); });
}

/// Help, version, or what is wrong with the arguments, in the person's language.
int answer(int argc, char** argv, const QStringList& arguments)
{
    const QCoreApplication application(argc, argv);
    const chatmet::client::Translations translations(QLocale::system());
    const auto outcome = chatmet::client::parseCommandLine(arguments);
    std::fputs(qPrintable(outcome.output), outcome.isError ? stderr : stdout);
    return outcome.status;
}

/// The program's other processes are the program with one argument; nothing where this is none of them.
std::optional<int> runAsChild(int argc, char** argv)
{
    const std::string_view argument = argc == 2 ? argv[1] : "";
    if (argument == chatmet::client::pictureProcessArgument)
        return chatmet::client::runPictureProcess();
    if (argument == chatmet::client::helperArgument)
        return chatmet::client::runHelper(true);
    if (argument == chatmet::client::helperWithoutSettingsArgument)
        return chatmet::client::runHelper(false);
    return std::nullopt;
}

QLocale localeOf(const chatmet::client::Settings& settings)
{
    return settings.language.isEmpty() ? QLocale::system() : QLocale(settings.language);
}

/// Dates and numbers: as the system has them where it speaks the language that was chosen.
QLocale formatsOf(const chatmet::client::Settings& settings)
{
    const QLocale chosen = localeOf(settings);
    return chosen.language() == QLocale::system().language() ? QLocale::system() : chosen;
}

void complain(const char* words)
{
    std::fprintf(stderr, "chatmet: %s\n", words);
}

/// One window, or one after the other: words are in the language in which a window was made.
int runWindows(QApplication& application, chatmet::client::CommandLine commandLine,
               std::optional<chatmet::client::OtherStarts>& otherStarts,
               const chatmet::client::Surroundings& surroundings)
{
    QPointer<chatmet::client::ClientApp> now;
    chatmet::client::onEndAsked(&application, [&now] {
        if (now)
            now->window()->closeAtOnce();
    });
    for (std::optional<chatmet::client::CarriedOver> carried;;) {
        const chatmet::client::Settings& settings = surroundings.settings->settings();
        QLocale::setDefault(formatsOf(settings));
        const chatmet::client::Translations translations(localeOf(settings));
        chatmet::client::ClientApp client(&application, commandLine, surroundings);
        now = &client;
        if (otherStarts)
            QObject::connect(&*otherStarts, &chatmet::client::OtherStarts::startedAgain, &client,
                             &chatmet::client::ClientApp::startedAgain);
        QObject::connect(&client, &chatmet::client::ClientApp::quitting, &client,
                         [&otherStarts] { otherStarts.reset(); });
        if (carried)
            client.carryOn(*std::exchange(carried, {}));
        QObject::connect(&client, &chatmet::client::ClientApp::languageChanged, &client, [&client, &carried] {
            carried = client.carriedOver();
            QApplication::exit();
        });
        client.show();
        const int status = QApplication::exec();
        if (!carried)
            return status;
        commandLine.meet = false; // once
        commandLine.link.clear(); // what it brought was carried over
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (const auto status = runAsChild(argc, argv))
        return *status;
    chatmet::restartWithGSliceMalloc(argv);
    const chatmet::HardeningReport hardening = chatmet::hardenProcess();
    QCoreApplication::setApplicationName(QStringLiteral("ChatMet"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CHATMET_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("chatmet"));

    // Before QApplication, which needs a display.
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const qsizetype given = arguments.size();
    arguments = chatmet::client::withoutQtOptions(arguments);
    const auto outcome = chatmet::client::parseCommandLine(arguments);
    if (!outcome.commandLine)
        return answer(argc, argv, arguments);

    const chatmet::client::InstancePlace place(chatmet::client::instanceName());
    const bool isSeparate = outcome.commandLine->separate || arguments.size() != given;
    if (!isSeparate && chatmet::client::handToRunning(place, outcome.commandLine->link)) {
        chatmet::client::endStartNotice();
        return 0;
    }

    auto helperProcess = chatmet::client::startHelper(outcome.commandLine->settings);
    const chatmet::client::WriteShelter shelter = chatmet::client::takeWriteShelter();
    closeQtSettings();
    chatmet::client::startNoDesktopBus();
    QApplication application(argc, argv);
    chatmet::client::Helper helper(std::move(helperProcess));
    chatmet::client::SettingsFile settings(outcome.commandLine->settings ? &helper : nullptr);
    wipeStackBeforeSleep();
    for (const chatmet::HardeningItem& item : hardening) {
        if (!item.obtained)
            complain(item.text.c_str());
    }
    if (!shelter.files || !shelter.attributes)
        complain(shelter.text.c_str());
    if (!helper.isThere())
        complain("the helper process did not start; no picture can be saved");
    chatmet::client::PictureProcesses pictures;
    std::optional<chatmet::client::OtherStarts> otherStarts;
    if (!isSeparate)
        otherStarts.emplace(place);
    return runWindows(application, *outcome.commandLine, otherStarts,
                      {.pictures = &pictures,
                       .helper = &helper,
                       .settings = &settings,
                       .leaks = {hardening},
                       .defaultServer = QStringLiteral(CHATMET_DEFAULT_SERVER)});
}
