// Lets a box be drawn on the page with a mouse or a finger. Without it, edges are typed as numbers.
const page = document.querySelector('.app-page')
const boxes = page.querySelector('svg')
const list = document.getElementById('boxes')
const number = page.dataset.page
let from = null
let drawn = null

page.classList.add('app-page--drawing')

const mille = (event) => {
  const edges = page.getBoundingClientRect()
  const within = (value) => Math.min(1000, Math.max(0, Math.round(value * 1000)))
  return {
    x: within((event.clientX - edges.left) / edges.width),
    y: within((event.clientY - edges.top) / edges.height)
  }
}

const shape = (to) => {
  drawn.setAttribute('x', Math.min(from.x, to.x))
  drawn.setAttribute('y', Math.min(from.y, to.y))
  drawn.setAttribute('width', Math.abs(from.x - to.x))
  drawn.setAttribute('height', Math.abs(from.y - to.y))
}

const keep = (to) => {
  const edges = [Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y)]
  const item = document.createElement('div')
  const id = `box-drawn-${Date.now()}`
  item.className = 'govuk-checkboxes__item'
  const input = document.createElement('input')
  Object.assign(input, { type: 'checkbox', checked: true, id, name: 'box', value: [number, ...edges].join(',') })
  input.className = 'govuk-checkboxes__input'
  const label = document.createElement('label')
  label.className = 'govuk-label govuk-checkboxes__label'
  label.htmlFor = id
  label.textContent = `Box on page ${number}, ${Math.round(edges[1] / 10)}% down, ${Math.round(edges[0] / 10)}% across`
  item.append(input, label)
  list.querySelector('p')?.remove()
  list.append(item)
  const own = drawn
  input.addEventListener('change', () => own.setAttribute('visibility', input.checked ? 'visible' : 'hidden'))
}

page.addEventListener('pointerdown', (event) => {
  event.preventDefault()
  page.setPointerCapture(event.pointerId)
  from = mille(event)
  drawn = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  boxes.append(drawn)
})
page.addEventListener('pointermove', (event) => from && shape(mille(event)))
page.addEventListener('pointerup', (event) => {
  if (!from) return
  const to = mille(event)
  if (Math.abs(from.x - to.x) > 3 && Math.abs(from.y - to.y) > 3) {
    shape(to)
    keep(to)
  } else {
    drawn.remove()
  }
  from = null
})
