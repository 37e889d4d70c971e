import assert from 'node:assert/strict'
import { test } from 'node:test'
import ExcelJS from 'exceljs'
import sharp from 'sharp'
import { docx, pdfOf, zipOf } from '../../../test/attachments.ts'
import { Unreadable } from '../errors.ts'
import { translator } from '../i18n.ts'
import { largestAttachmentBytes, readAttachment } from './read-attachment.ts'

const typeOf = async (bytes: Uint8Array, name = 'x') => (await readAttachment(bytes, name)).mediaType

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await readAttachment(bytes, 'evidencia.pdf').then(
    ({ mediaType }) => mediaType,
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof Unreadable, String(error))
  const sentence = translator('es')(error.key, error.values)
  assert.ok(sentence.length > 20 && !sentence.includes('{'), sentence)
  return error.key
}

test('what a file is, is read from its bytes, whatever it is called', async () => {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('Padrón').addRow(['a', 1])
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#456' } })
    .png()
    .toBuffer()
  const office = 'application/vnd.openxmlformats-officedocument'
  const ods = 'application/vnd.oasis.opendocument.spreadsheet'
  const cases: [string, Uint8Array, string][] = [
    ['application/pdf', pdfOf('Padron'), 'programa.exe'],
    [`${office}.wordprocessingml.document`, docx(), 'x.zip'],
    [`${office}.spreadsheetml.sheet`, new Uint8Array(await workbook.xlsx.writeBuffer()), 'x'],
    [ods, zipOf([{ name: 'mimetype', content: Buffer.from(ods), stored: true }]), 'x'],
    ['image/png', picture, 'x.pdf'],
    ['text/csv', Buffer.from('clave,monto\n1,2\n'), 'padrón.csv'],
    ['text/plain', Buffer.from('Minuta de la sesión'), 'minuta.txt'],
    ['video/mp4', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomavc1\0\0\0\bmdat', 'latin1'), 'x'],
    ['video/webm', Buffer.from('\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1f\x42\x82\x84webm', 'latin1'), 'x'],
  ]
  for (const [type, bytes, name] of cases) assert.equal(await typeOf(bytes, name), type)
})

test('bombs, things that are two things, drawings with script, programs and halves each get their sentence', async () => {
  const pdf = pdfOf('Acta')
  const zip = zipOf([{ name: 'a.txt', content: Buffer.from('a') }])
  const kernel = Buffer.alloc(60 * 1024 * 1024)
  const parts = (more: Parameters<typeof zipOf>[0]) =>
    zipOf([{ name: '[Content_Types].xml', content: Buffer.from('<Types/>') }, ...more])
  const lying = parts([{ name: 'xl/workbook.xml', content: Buffer.alloc(5_000_000), claims: 100 }])
  const overlapping = Buffer.from(docx())
  // The second entry says that it lies where the first does.
  overlapping.writeUInt32LE(0, overlapping.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1')) + 42)
  const cases: [string, Uint8Array][] = [
    ['attachment.empty', new Uint8Array()],
    ['attachment.too-heavy', Buffer.concat([pdf, Buffer.alloc(largestAttachmentBytes)])],
    ['attachment.bomb', parts([{ name: 'xl/workbook.xml', content: kernel }])],
    ['attachment.bomb', lying],
    ['attachment.bomb', overlapping],
    ['attachment.bomb', parts(Array.from({ length: 5001 }, (_, n) => ({ name: `w/${n}`, content: Buffer.from('x') })))],
    ['attachment.damaged', docx().subarray(0, 60)],
    ['attachment.macros', parts([{ name: 'word/vbaProject.bin', content: Buffer.from('x') }])],
    ['attachment.archive', zip],
    ['attachment.two-things', Buffer.concat([pdf, zip])],
    ['attachment.two-things', Buffer.concat([pdf, Buffer.from('<script>alert(1)</script>')])],
    ['attachment.two-things', Buffer.concat([Buffer.from('%PDF-1.4\n<html><script>'), pdf])],
    ['attachment.damaged', pdf.subarray(0, pdf.length - 20)],
    ['attachment.page', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['attachment.page', Buffer.from('﻿<!doctype html><p>hola')],
    ['attachment.program', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')],
    ['attachment.program', Buffer.from('#!/bin/sh\nrm -rf /')],
    ['attachment.program', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1')],
    ['attachment.other', Buffer.from('GIF89a\0\0', 'latin1')],
    ['photo.damaged', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1')],
  ]
  for (const [index, [key, bytes]] of cases.entries()) assert.equal(await refusal(bytes), key, `case ${index}`)
})

test('a picture that unpacks to more than memory holds is refused from its header', async () => {
  const bomb = await sharp({
    create: { width: 9000, height: 9000, channels: 3, background: '#000' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer()
  assert.equal(await refusal(bomb), 'photo.too-large')
})
