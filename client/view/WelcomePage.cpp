// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/WelcomePage.h"

#include "client/view/Buttons.h"
#include "client/view/ChoiceBox.h"
#include "client/view/Icons.h"
#include "client/view/LiveStatus.h"
#include "client/view/Mark.h"
#include "client/view/PageScroll.h"
#include "client/view/PlainLabel.h"
#include "client/view/ProblemText.h"
#include "client/view/ServerWords.h"
#include "client/view/Theme.h"
#include "client/view/WelcomeLine.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QProgressBar>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

namespace chatmet::client {

namespace {

constexpr int keyLineGroups = 8;

// Scrolls where the window is lower than the form; centred where it is higher.
QVBoxLayout* centredForm(QWidget* page, const Theme& theme)
{
    auto* scroll = new PageScroll;
    scroll->setObjectName(QStringLiteral("welcomeScroll"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* outer = new QVBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    auto* inner = new ScrolledPage;
    inner->setProperty("role", QStringLiteral("page"));
    auto* column = new QWidget;
    column->setMaximumWidth(theme.px(384)); // as wide as the window has room for, where that is less
    auto* row = new QHBoxLayout(inner);
    row->setContentsMargins(theme.px(16), theme.px(20), theme.px(16), theme.px(20));
    row->addStretch(1);
    row->addWidget(column, 1'000, Qt::AlignVCenter);
    row->addStretch(1);
    scroll->setWidget(inner);
    auto* form = new QVBoxLayout(column);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme.px(6));
    return form;
}

} // namespace

WelcomePage::WelcomePage(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_line(new WelcomeLine(theme))
{
    setObjectName(QStringLiteral("welcomePage"));
    setProperty("role", QStringLiteral("page"));
    QVBoxLayout* form = centredForm(this, theme);
    m_mark = new Mark(theme, theme.px(66));
    form->addWidget(m_mark, 0, Qt::AlignHCenter);
    form->addSpacing(theme.px(14));
    auto* title = new PlainLabel(tr("Say it. Then it’s gone."), QStringLiteral("title"));
    title->setAlignment(Qt::AlignHCenter);
    form->addWidget(title);
    auto* subtitle = new PlainLabel(tr("No account. Messages are not stored."), QStringLiteral("muted"));
    subtitle->setAlignment(Qt::AlignHCenter);
    form->addWidget(subtitle);
    m_notice =
        (new PlainLabel({}, QStringLiteral("problem")))->wrapped()->named(QStringLiteral("welcomeNotice"));
    form->addWidget(m_notice);
    showNotice({});
    form->addSpacing(theme.px(8));
    buildName(form);
    buildServer(form);
    buildTrust(form);
    buildStart(form);
    form->addSpacing(theme.px(6));
    form->addWidget((new PlainLabel(tr("Never share your name, address, school or money matters. Leave "
                                       "whenever you like. Pictures can be "
                                       "copied by whoever sees them."),
                                    QStringLiteral("small")))
                        ->wrapped());
    QPushButton* means = textButton(QStringLiteral("welcomeAnonymousButton"), tr("What anonymous means here"),
                                    QStringLiteral("link"));
    form->addWidget(means, 0, Qt::AlignLeading);
    connect(means, &QPushButton::clicked, this, &WelcomePage::anonymousRequested);
    form->addWidget(m_line);
    connect(m_line, &WelcomeLine::settingsRequested, this, &WelcomePage::settingsRequested);
    suggestUsername();
    setBusy(false);
}

void WelcomePage::buildName(QBoxLayout* form)
{
    auto* label = new PlainLabel(tr("Username for this session"), QStringLiteral("field"));
    m_username = new QLineEdit;
    m_username->setObjectName(QStringLiteral("usernameEdit"));
    m_username->setAccessibleName(label->text());
    m_username->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    const int dice = m_theme.px(30); // its room, at the end of the reading direction
    m_username->setTextMargins(isRightToLeft() ? dice : 0, 0, isRightToLeft() ? 0 : dice, 0);
    label->setBuddy(m_username);
    m_roll = iconButton(m_theme, QStringLiteral("rollButton"), QStringLiteral("dice"),
                        tr("Suggest another username"));
    auto* inside = new QHBoxLayout(m_username);
    inside->setContentsMargins(0, 0, m_theme.px(6), 0);
    inside->addWidget(m_roll, 0, Qt::AlignRight | Qt::AlignVCenter);
    m_roll->setCursor(Qt::ArrowCursor);
    m_usernameProblem =
        (new PlainLabel({}, QStringLiteral("problem")))->wrapped()->named(QStringLiteral("usernameProblem"));
    form->addWidget(label);
    form->addWidget(m_username);
    form->addWidget(m_usernameProblem);
    form->addWidget(new PlainLabel(tr("You can be somebody else next time."), QStringLiteral("small")));
    form->addSpacing(m_theme.px(6));
    say(m_usernameProblem, {});
    connect(m_roll, &QToolButton::clicked, this, &WelcomePage::suggestUsername);
    connect(m_username, &QLineEdit::textChanged, this, [this] { say(m_usernameProblem, {}); });
}

void WelcomePage::buildServer(QBoxLayout* form)
{
    auto* label = new PlainLabel(tr("Server"), QStringLiteral("field"));
    m_server = new QComboBox;
    m_server->setObjectName(QStringLiteral("serverField"));
    styleList(m_server);
    m_server->setAccessibleName(label->text());
    m_server->view()->setAccessibleName(label->text());
    m_server->setEditable(true);
    m_server->setInsertPolicy(QComboBox::NoInsert);
    m_server->setCompleter(nullptr);
    m_server->lineEdit()->setObjectName(QStringLiteral("serverEdit"));
    m_server->lineEdit()->setAccessibleName(label->text());
    m_server->lineEdit()->setPlaceholderText(tr("chat.example.org"));
    m_server->lineEdit()->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhSensitiveData);
    label->setBuddy(m_server);
    m_serverProblem =
        (new PlainLabel({}, QStringLiteral("problem")))->wrapped()->named(QStringLiteral("serverProblem"));
    form->addWidget(label);
    form->addWidget(m_server);
    form->addWidget(m_serverProblem);
    say(m_serverProblem, {});
    connect(m_server, &QComboBox::editTextChanged, this, [this] {
        say(m_serverProblem, {});
        m_trust->hide();
        m_mark->show();
    });
}

void WelcomePage::buildTrust(QBoxLayout* form)
{
    m_trust = new QFrame;
    m_trust->setObjectName(QStringLiteral("trustCard"));
    m_trust->setProperty("role", QStringLiteral("warning"));
    auto* card = new QVBoxLayout(m_trust);
    card->setContentsMargins(m_theme.px(14), m_theme.px(12), m_theme.px(14), m_theme.px(12));
    card->addWidget(new PlainLabel(tr("Key that this server showed (SHA-256)"), QStringLiteral("field")));
    m_fingerprint = (new PlainLabel({}, QStringLiteral("code")))->named(QStringLiteral("fingerprint"));
    m_fingerprint->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_fingerprint->setAccessibleName(tr("Key that this server showed"));
    card->addWidget(m_fingerprint);
    QPushButton* trust = textButton(QStringLiteral("trustButton"), tr("Trust this key for this server"));
    card->addWidget(trust, 0, Qt::AlignLeft);
    form->addWidget(m_trust);
    m_trust->hide();
    connect(trust, &QPushButton::clicked, this, [this] {
        Q_EMIT trustRequested(m_server->currentText().trimmed(), m_observed);
        start(); // as any other: the person may have changed the fields meanwhile
    });
}

void WelcomePage::buildStart(QBoxLayout* form)
{
    m_adult = new QCheckBox(tr("I am 18 or older"));
    m_adult->setObjectName(QStringLiteral("adultTick"));
    m_adultProblem =
        (new PlainLabel({}, QStringLiteral("problem")))->wrapped()->named(QStringLiteral("adultProblem"));
    m_start = textButton(QStringLiteral("startButton"), tr("Start chatting"), QStringLiteral("big"));
    m_start->setToolTip(tr("Enter"));
    m_progress = new QProgressBar;
    m_progress->setObjectName(QStringLiteral("connectProgress"));
    m_progress->setAccessibleName(tr("Connecting"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_puzzle =
        (new PlainLabel({}, QStringLiteral("small")))->wrapped()->named(QStringLiteral("puzzleNotice"));
    m_cancel = textButton(QStringLiteral("cancelStartButton"), tr("Cancel"));
    form->addSpacing(m_theme.px(2));
    form->addWidget(m_adult);
    form->addWidget(m_adultProblem);
    form->addSpacing(m_theme.px(4));
    form->addWidget(m_start);
    form->addWidget(m_progress);
    form->addWidget(m_puzzle);
    form->addWidget(m_cancel);
    say(m_adultProblem, {});
    say(m_puzzle, {});
    connect(m_adult, &QCheckBox::toggled, this, [this](bool ticked) {
        say(m_adultProblem, {});
        Q_EMIT adultChanged(ticked);
    });
    connect(m_start, &QPushButton::clicked, this, &WelcomePage::start);
    connect(m_cancel, &QPushButton::clicked, this, &WelcomePage::cancelRequested);
}

QToolButton* WelcomePage::menuButton() const
{
    return m_line->menuButton();
}

void WelcomePage::setUsername(const QString& username)
{
    m_username->setText(username);
}

void WelcomePage::setServers(const QStringList& servers)
{
    m_server->clear();
    m_server->addItems(servers);
    m_server->setCurrentIndex(servers.isEmpty() ? -1 : 0);
}

void WelcomePage::offerServer(const QString& server)
{
    if (const int known = m_server->findText(server); known >= 0)
        m_server->removeItem(known);
    m_server->insertItem(0, server);
    m_server->setCurrentIndex(0);
}

void WelcomePage::forgetServer(const QString& server)
{
    const QString typed = m_server->currentText();
    if (const int known = m_server->findText(server); known >= 0)
        m_server->removeItem(known);
    m_server->setEditText(typed);
}

void WelcomePage::setConnection(ProxyKind kind)
{
    m_line->setConnection(kind);
    m_line->clearProblem();
}

void WelcomePage::showConnectionProblem(const QString& words)
{
    m_line->showProblem(words);
    reveal(m_line);
}

/// A low window scrolls to it, once all have their place.
void WelcomePage::reveal(QWidget* part)
{
    QTimer::singleShot(0, part, [this, part] {
        findChild<QScrollArea*>(QStringLiteral("welcomeScroll"))->ensureWidgetVisible(part, 0, m_theme.px(8));
    });
}

void WelcomePage::setServer(const QString& server)
{
    m_server->setEditText(server);
}

QString WelcomePage::username() const
{
    return m_username->text();
}

QString WelcomePage::server() const
{
    return m_server->currentText();
}

void WelcomePage::setAdult(bool confirmed)
{
    m_adult->setChecked(confirmed);
}

void WelcomePage::setBusy(bool busy)
{
    const bool hadFocus =
        isVisible() && isAncestorOf(window()->focusWidget()); // a hidden page would take it from others
    for (QWidget* field :
         {static_cast<QWidget*>(m_username), static_cast<QWidget*>(m_server), static_cast<QWidget*>(m_adult)})
        field->setEnabled(!busy);
    m_start->setEnabled(!busy);
    m_start->setText(busy ? tr("Connecting…") : tr("Start chatting"));
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy);
    if (busy) {
        showProblem(LineProblem::None);
        m_cancel->setFocus();
    } else if (hadFocus) {
        focusFirst();
    }
}

void WelcomePage::setSolvingPuzzle(bool solving)
{
    if (std::exchange(m_solvingPuzzle, solving) == solving)
        return;
    say(m_puzzle, solving ? ProblemText::ofPuzzle() : QString());
    LiveStatus* status = solving && isVisible() ? LiveStatus::of(this) : nullptr;
    if (status != nullptr)
        status->say(m_puzzle->shown());
}

void WelcomePage::showProblem(LineProblem problem, Errc code, const QByteArray& observedFingerprint)
{
    const bool name = ProblemText::concernsUsername(problem);
    const QString words = ProblemText::of(problem, code);
    const bool connection = problem == LineProblem::ProxyFailed;
    say(m_usernameProblem, name ? words : QString());
    say(m_serverProblem, name || connection ? QString() : words);
    m_line->clearProblem();
    m_observed = observedFingerprint;
    const bool offer = problem == LineProblem::Untrusted && !observedFingerprint.isEmpty();
    m_fingerprint->setShown(ServerWords::key(observedFingerprint, keyLineGroups));
    m_trust->setVisible(offer);
    m_mark->setVisible(!offer); // a window of usual height then shows key and buttons together
    if (problem == LineProblem::None)
        return;
    if (offer)
        reveal(m_trust);
    if (connection)
        showConnectionProblem(words);
    else if (name)
        m_username->setFocus();
    else
        m_server->setFocus();
}

void WelcomePage::showNotice(const QString& words)
{
    say(m_notice, words);
}

void WelcomePage::focusFirst()
{
    m_username->setFocus();
    m_username->selectAll();
}

void WelcomePage::start()
{
    if (!m_start->isEnabled())
        return;
    const QString username = m_username->text().trimmed();
    const QString server = m_server->currentText().trimmed();
    showProblem(LineProblem::None);
    if (username.isEmpty()) {
        say(m_usernameProblem, ProblemText::of(Errc::UsernameEmpty));
        m_username->setFocus();
    } else if (server.isEmpty()) {
        say(m_serverProblem, tr("There is no server yet. Nobody can be met without one. Type its name, such "
                                "as chat.example.org."));
        m_server->setFocus();
    } else if (!m_adult->isChecked()) {
        say(m_adultProblem, tr("ChatMet is for adults. You can start once you have ticked this."));
        m_adult->setFocus();
    } else {
        Q_EMIT startRequested(username, server);
    }
}

void WelcomePage::keyPressEvent(QKeyEvent* event)
{
    // Buttons take Enter themselves; everywhere else it leads on. A key that is held does so once.
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape && m_cancel->isVisible())
        Q_EMIT cancelRequested();
    else if (enter && !event->isAutoRepeat())
        start();
    else if (!enter)
        QWidget::keyPressEvent(event);
}

void WelcomePage::say(PlainLabel* label, const QString& words)
{
    label->setShown(words);
    label->setVisible(!words.isEmpty());
    // Whoever comes back to the field hears what is wrong with it.
    QWidget* field = label == m_usernameProblem ? static_cast<QWidget*>(m_username)
                     : label == m_serverProblem ? static_cast<QWidget*>(m_server->lineEdit())
                     : label == m_adultProblem  ? static_cast<QWidget*>(m_adult)
                                                : nullptr;
    if (field != nullptr)
        field->setAccessibleDescription(words);
}

} // namespace chatmet::client
