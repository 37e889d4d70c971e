import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  formatBytes,
  formatDate,
  formatDateRange,
  formatDateTime,
  formatList,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
} from './format.ts'

test('dates are said as people say them, and no time zone moves a civil day', () => {
  assert.equal(formatDate('2026-05-12', 'es'), '12 de mayo de 2026')
  assert.equal(formatDate('2026-05-12', 'en'), 'May 12, 2026')
  assert.equal(formatDate('2026-01-01', 'es'), '1 de enero de 2026')
})

test('a partial date says only what it knows', () => {
  assert.equal(formatDate('2026', 'es'), '2026')
  assert.equal(formatDate('2026-05', 'es'), 'mayo de 2026')
})

test('a range says once what both ends share', () => {
  assert.equal(formatDateRange('2026-02-01', '2026-12-31', 'es'), '1 de febrero – 31 de diciembre de 2026')
  assert.equal(formatDateRange('2025-02-01', '2026-12-31', 'es'), '1 de febrero de 2025 – 31 de diciembre de 2026')
})

test('an instant carries the name of its zone', () => {
  const instant = '2026-11-21T00:05:00Z'
  assert.equal(formatDateTime(instant, 'es'), '20 de noviembre de 2026, 18:05 (hora de Ciudad de México)')
  assert.equal(formatDateTime(instant, 'es', 'America/Tijuana'), '20 de noviembre de 2026, 16:05 (hora de Tijuana)')
})

test('percentages keep two decimals and stay on one line in Spanish', () => {
  assert.equal(formatPercent(33.333, 'es'), '33.33\u00a0%')
  assert.equal(formatPercent(100, 'es'), '100.00\u00a0%')
  assert.equal(formatPercent(33.333, 'en'), '33.33%')
  assert.equal(formatPercent(68.4, 'es', 0), '68\u00a0%')
})

test('numbers, money, sizes and lists follow Mexican use', () => {
  assert.equal(formatNumber(18204, 'es'), '18,204')
  assert.equal(formatMoney(1234567.5, 'es'), '$1,234,567.50\u00a0MXN')
  assert.equal(formatBytes(999, 'es'), '999\u00a0B')
  assert.equal(formatBytes(1_250_000, 'es'), '1.3\u00a0MB')
  assert.equal(formatList(['agua', 'luz', 'drenaje'], 'es'), 'agua, luz y drenaje')
  assert.equal(formatMonth('2026-02-01', 'es', true), 'feb 2026')
})
