/** Calls one webhook with one event; queued in the transaction that found the event. */
export const callWebhookTask = 'call_webhook'
