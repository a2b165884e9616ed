// Lets the components of the GOV.UK Design System work. Every page works without.
import { initAll } from './govuk.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
