/** Fields whose values differ from run to run by their nature: only their types are compared. */
export const randomFields: readonly { fields: RegExp; why: string }[] = [
  {
    fields: /^(created|updated|started|ended|starttime|endtime|last_ping|last_deployed|discovered_at)$/,
    why: 'the time of the run',
  },
  { fields: /^(runtime|estimated_runtime)$/, why: 'the time that a script of the recorder took' },
  { fields: /^uuid$/, why: 'made up at random when the object is created' },
  { fields: /^(consumer_key|consumer_secret|token_key|token_secret|token)$/, why: 'secrets' },
]
