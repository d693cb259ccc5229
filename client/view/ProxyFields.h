// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The way to the server, on the settings page: which proxy, and where a SOCKS5 one is.

#include "client/net/ProxyPolicy.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace chatmet::client {

class ChoiceBox;
class PlainLabel;
class Theme;

class ProxyFields : public QWidget
{
    Q_OBJECT

public:
    explicit ProxyFields(const Theme& theme);

    void setProxy(const ProxyPolicy& proxy);
    /// A session keeps the way that it took: nothing can be chosen, and it is said why.
    void setLocked(bool locked);
    /// As it stands in the fields.
    [[nodiscard]] ProxyPolicy proxy() const;
    [[nodiscard]] QWidget* firstField() const;

Q_SIGNALS:
    /// By the person. Socks5 without a host or a port where what is typed is none: nothing goes that way.
    void chosen(const chatmet::client::ProxyPolicy& proxy);
    /// It needs another height.
    void resized();

private:
    void buildPlace(const Theme& theme, QVBoxLayout* column);
    void choose();
    void say();

    ChoiceBox* m_kind;
    PlainLabel* m_meaning;
    PlainLabel* m_hindrance;
    QWidget* m_place;
    QLineEdit* m_host{nullptr};
    PlainLabel* m_hostProblem{nullptr};
    QLineEdit* m_port{nullptr};
    PlainLabel* m_portProblem{nullptr};
    PlainLabel* m_locked;
};

} // namespace chatmet::client
