// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ProxyFields.h"

#include "client/view/ChoiceBox.h"
#include "client/view/PlainLabel.h"
#include "client/view/ProxyWords.h"
#include "client/view/Theme.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace chatmet::client {

namespace {

PlainLabel* words(const char* name, const char* role)
{
    return (new PlainLabel({}, QLatin1String(role)))->wrapped()->named(QLatin1String(name));
}

void say(PlainLabel* label, const QString& text)
{
    label->setShown(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

ProxyFields::ProxyFields(const Theme& theme)
    : m_kind(new ChoiceBox(QStringLiteral("proxyChoice"), tr("Connection"))),
      m_meaning(words("proxyMeaning", "small")),
      m_hindrance(words("proxyHindrance", "problem")),
      m_place(new QWidget),
      m_locked(words("proxyLocked", "small"))
{
    for (const auto& [kind, name] : {std::pair{ProxyKind::None, tr("No proxy")},
                                     {ProxyKind::System, tr("The system’s fixed proxy")},
                                     {ProxyKind::Socks5, tr("SOCKS5 proxy")},
                                     {ProxyKind::Tor, tr("Tor on this computer (port 9050)")},
                                     {ProxyKind::TorBrowser, tr("Tor Browser (port 9150)")}})
        m_kind->add(name, static_cast<int>(kind));
    m_locked->setShown(tr("Your session keeps the way that it took. Disconnect to choose another."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(6));
    column->addWidget(m_kind);
    buildPlace(theme, column);
    for (PlainLabel* label : {m_meaning, m_hindrance, m_locked})
        column->addWidget(label);
    connect(m_kind, &ChoiceBox::picked, this, &ProxyFields::choose);
    for (const QLineEdit* edit : {m_host, m_port})
        connect(edit, &QLineEdit::textEdited, this, &ProxyFields::choose);
    setProxy({});
    setLocked(false);
}

void ProxyFields::buildPlace(const Theme& theme, QVBoxLayout* column)
{
    const auto field = [this](const char* name, const QString& label, const QString& example) {
        auto* edit = new QLineEdit;
        edit->setObjectName(QLatin1String(name));
        edit->setAccessibleName(label);
        edit->setPlaceholderText(example);
        edit->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhUrlCharactersOnly);
        return edit;
    };
    auto* row = new QHBoxLayout(m_place);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(10));
    m_host = field("proxyHostEdit", tr("Host of the proxy"), QStringLiteral("127.0.0.1"));
    m_hostProblem = words("proxyHostProblem", "problem");
    m_port = field("proxyPortEdit", tr("Port of the proxy"), QStringLiteral("1080"));
    m_portProblem = words("proxyPortProblem", "problem");
    for (const auto& [edit, label, problem, stretch] :
         {std::tuple{m_host, tr("Host"), m_hostProblem, 3}, {m_port, tr("Port"), m_portProblem, 2}}) {
        auto* part = new QVBoxLayout;
        part->setSpacing(theme.px(4));
        auto* above = new PlainLabel(label, QStringLiteral("field"));
        above->setBuddy(edit);
        part->addWidget(above);
        part->addWidget(edit);
        part->addWidget(problem);
        part->addStretch(1);
        row->addLayout(part, stretch);
    }
    column->addWidget(m_place);
}

QWidget* ProxyFields::firstField() const
{
    return m_kind;
}

void ProxyFields::setProxy(const ProxyPolicy& proxy)
{
    m_kind->setShown(static_cast<int>(proxy.kind));
    if (hostFrom(m_host->text()) != proxy.host) // what is being typed stays as it is
        m_host->setText(proxy.host);
    if (portFrom(m_port->text()) != proxy.port)
        m_port->setText(proxy.port == 0 ? QString() : QString::number(proxy.port));
    say();
}

void ProxyFields::setLocked(bool locked)
{
    for (QWidget* field :
         {static_cast<QWidget*>(m_kind), static_cast<QWidget*>(m_host), static_cast<QWidget*>(m_port)})
        field->setEnabled(!locked);
    m_locked->setVisible(locked);
    Q_EMIT resized();
}

ProxyPolicy ProxyFields::proxy() const
{
    return {static_cast<ProxyKind>(m_kind->currentData().toInt()), hostFrom(m_host->text()),
            portFrom(m_port->text())};
}

void ProxyFields::choose()
{
    say();
    Q_EMIT chosen(proxy());
}

void ProxyFields::say()
{
    const ProxyPolicy now = proxy();
    m_place->setVisible(now.kind == ProxyKind::Socks5);
    const QString host = ProxyWords::aboutHost(m_host->text());
    const QString port = ProxyWords::aboutPort(m_port->text());
    client::say(m_hostProblem, host);
    client::say(m_portProblem, port);
    const QString hindrance = ProxyWords::hindrance(now);
    // A field that is wrong says it itself.
    client::say(m_hindrance, host.isEmpty() && port.isEmpty() ? hindrance : QString());
    client::say(m_meaning, hindrance.isEmpty() ? ProxyWords::meaning(now.kind) : QString());
    Q_EMIT resized();
}

} // namespace chatmet::client
