// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// chatmet-screenshots [options] FOLDER: every page with sample data, light and dark or as the options say, as
// PNG files; or with --check whether every word of every page has room, in small windows and in large ones.
// No server, no network.

#include "client/view/ChatView.h"
#include "client/view/Theme.h"
#include "tests/client/view/AccessibleChecks.h"
#include "tests/client/view/LayoutChecks.h"
#include "tests/client/view/PseudoTranslator.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/SamplePages.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QHash>
#include <QPainter>
#include <QSet>
#include <QTextStream>

#include <cstdio>
#include <optional>

#include "resources/Translations.h"

using namespace chatmet;
using namespace chatmet::client;

namespace {

void settle()
{
    // Layouts settle over a few rounds of the event loop; a fixed number, nothing is waited for.
    for (int round = 0; round < 5; ++round)
        QApplication::processEvents();
}

/// Menus and lists that are open, and the panic key's notice, each a window of its own.
QList<QWidget*> popups()
{
    QList<QWidget*> found;
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (widget->isVisible() &&
            (widget->windowType() == Qt::Popup || widget->objectName() == u"panicNotice"))
            found.append(widget);
    }
    return found;
}

void addTo(QSet<QString>* problems, const QString& where, const QStringList& found)
{
    for (const QString& problem : found)
        problems->insert(where + problem);
}

/// How many things are wrong with it, each said in a line.
int check(const Theme& theme, const Page& page, bool isPseudo)
{
    Stage stage(theme);
    page.second(stage);
    settle();
    QSet<QString> problems;
    const QList<QWidget*> lists = popups();
    for (QWidget* window : QList<QWidget*>{&stage.window} + lists) {
        addTo(&problems, {}, unnamedControls(window));
        if (isPseudo)
            addTo(&problems, {}, untranslatedWords(window, wordsOfOthers()));
    }
    for (const QWidget* popup : lists)
        addTo(&problems, {}, layoutProblems(popup));
    for (const QSize size : {stage.window.size(), QSize(640, 480), QSize(480, 420), QSize(3840, 2160)}) {
        stage.window.resize(size);
        settle();
        addTo(&problems, QStringLiteral("%1x%2: ").arg(size.width()).arg(size.height()),
              layoutProblems(&stage.window));
    }
    for (const QString& problem : std::as_const(problems))
        QTextStream(stdout) << page.first << ": " << problem << Qt::endl;
    return static_cast<int>(problems.size());
}

/// language: a code, or "pseudo"; with "-rtl" behind it mirrored.
int checkAll(QApplication& application, const QString& language)
{
    const QString code = language.section(u'-', 0, 0);
    const bool isPseudo = code == u"pseudo";
    PseudoTranslator pseudo;
    const Translations translations(QLocale(isPseudo ? QStringLiteral("en") : code));
    if (isPseudo)
        QApplication::installTranslator(&pseudo);
    QLocale::setDefault(isPseudo ? QLocale(QLocale::English) : QLocale(code));
    if (language.endsWith(u"-rtl"))
        QApplication::setLayoutDirection(Qt::RightToLeft);
    const Theme theme(&application);
    int problems = 0;
    for (const Page& page : allPages())
        problems += check(theme, page, isPseudo);
    QTextStream(stdout) << problems << " problems in " << allPages().size() << " pages, " << language
                        << Qt::endl;
    return problems == 0 ? 0 : 1;
}

/// What is open over the window belongs to the picture, also where it is larger.
QPixmap pictureOf(MainWindow* window)
{
    QRect whole = window->geometry();
    for (const QWidget* popup : popups())
        whole |= popup->geometry();
    const double ratio = window->devicePixelRatioF();
    QPixmap picture(whole.size() * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::gray);
    QPainter painter(&picture);
    painter.drawPixmap(window->geometry().topLeft() - whole.topLeft(), window->grab());
    for (QWidget* popup : popups())
        painter.drawPixmap(popup->geometry().topLeft() - whole.topLeft(), popup->grab());
    return picture;
}

bool shoot(const Theme& theme, const Page& page, const QSize& size, const QString& file)
{
    Stage stage(theme);
    const auto fit = [&stage, &size] {
        if (!size.isEmpty())
            stage.window.resize(size);
        settle();
    };
    fit(); // before anything opens where the window has room for it
    page.second(stage);
    fit();
    return pictureOf(&stage.window).save(file);
}

/// How a page may have to look besides how it usually does.
struct Variant
{
    QList<std::pair<Scheme, QLatin1String>> schemes;
    QLocale locale{QLocale::English, QLocale::UnitedKingdom};
    Qt::LayoutDirection direction{Qt::LeftToRight};
    QSize size{}; ///< empty: each page's own
    bool isPseudo{false};
};

/// "640x480"; nothing for anything else.
std::optional<QSize> sizeFrom(const QString& text)
{
    const QStringList sides = text.split(u'x');
    const QSize size(sides.value(0).toInt(), sides.value(1).toInt());
    return sides.size() == 2 && !size.isEmpty() ? std::optional(size) : std::nullopt;
}

/// Nothing where an option is not understood.
std::optional<Variant> variantFrom(const QCommandLineParser& parser)
{
    static const QHash<QString, QList<std::pair<Scheme, QLatin1String>>> looks{
        {QStringLiteral("both"),
         {{Scheme::Light, QLatin1String("light")}, {Scheme::Dark, QLatin1String("dark")}}},
        {QStringLiteral("light"), {{Scheme::Light, QLatin1String("light")}}},
        {QStringLiteral("dark"), {{Scheme::Dark, QLatin1String("dark")}}},
        {QStringLiteral("contrast"), {{Scheme::HighContrast, QLatin1String("contrast")}}}};
    Variant variant;
    variant.schemes = looks.value(parser.value(QStringLiteral("look")));
    bool understood = !variant.schemes.isEmpty();
    if (parser.isSet(QStringLiteral("language"))) {
        variant.isPseudo = parser.value(QStringLiteral("language")) == u"pseudo";
        variant.locale =
            variant.isPseudo ? QLocale(QLocale::English) : QLocale(parser.value(QStringLiteral("language")));
        understood &= variant.locale.language() != QLocale::C; // as Qt says that it knows none of this name
    }
    if (parser.isSet(QStringLiteral("right-to-left")))
        variant.direction = Qt::RightToLeft;
    if (parser.isSet(QStringLiteral("size"))) {
        const auto size = sizeFrom(parser.value(QStringLiteral("size")));
        understood &= size.has_value();
        variant.size = size.value_or(QSize());
    }
    return understood ? std::optional(variant) : std::nullopt;
}

bool shootAll(const QDir& folder, Theme* theme, const Variant& variant)
{
    bool saved = true;
    for (const auto& [scheme, name] : variant.schemes) {
        const QString ending = u'-' + QString(name) + QStringLiteral(".png");
        theme->setScheme(scheme);
        for (const Page& page : allPages())
            saved &= shoot(*theme, page, variant.size, folder.filePath(page.first + ending));
        QApplication::setLayoutDirection(Qt::RightToLeft);
        saved &=
            shoot(*theme, {QStringLiteral("rtl"), [](Stage& stage) { stage.pair(sample::fillRightToLeft); }},
                  variant.size, folder.filePath(QStringLiteral("rtl") + ending));
        QApplication::setLayoutDirection(variant.direction);
    }
    return saved;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(QStringLiteral("FOLDER"), QStringLiteral("Where the pictures go."));
    parser.addOptions(
        {{QStringLiteral("look"), QStringLiteral("both, light, dark or contrast."), QStringLiteral("LOOK"),
          QStringLiteral("both")},
         {QStringLiteral("language"), QStringLiteral("As in a locale's name: hi; or pseudo."),
          QStringLiteral("NAME")},
         {QStringLiteral("right-to-left"), QStringLiteral("As where people read from the right.")},
         {QStringLiteral("size"), QStringLiteral("Of every page's window."), QStringLiteral("WxH")},
         {QStringLiteral("check"),
          QStringLiteral(
              "No pictures: what is wrong with the pages in LANGUAGE, a line each. A locale's name or "
              "pseudo, with -rtl behind it mirrored."),
          QStringLiteral("LANGUAGE")}});
    parser.addHelpOption();
    parser.process(application);
    QApplication::setFont(QFont(QStringLiteral("Inter"), 11));
    const SampleHome home;
    if (parser.isSet(QStringLiteral("check")))
        return checkAll(application, parser.value(QStringLiteral("check")));
    const auto variant = variantFrom(parser);
    if (!variant || parser.positionalArguments().size() != 1) {
        QTextStream(stderr) << parser.helpText();
        return 2;
    }
    const QDir folder(parser.positionalArguments().first());
    if (!folder.mkpath(QStringLiteral(".")))
        return 1;
    PseudoTranslator pseudo;
    const Translations translations(variant->locale);
    if (variant->isPseudo)
        QApplication::installTranslator(&pseudo);
    QLocale::setDefault(variant->locale);
    QApplication::setLayoutDirection(variant->direction);
    if (variant->schemes.first().first == Scheme::HighContrast)
        QApplication::setPalette(highContrastPalette());
    Theme theme(&application);
    return shootAll(folder, &theme, *variant) ? 0 : 1;
}
