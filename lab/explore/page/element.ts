type Child = Node | string | number | undefined

/**
 * Creates an element with attributes and children. Strings become text nodes, so their content is never parsed as HTML.
 * Undefined children are left out.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(
    ...children.flatMap(child => (child === undefined ? [] : [child instanceof Node ? child : String(child)])),
  )
  return made
}

/**
 * Creates a button.
 *
 * @param kind  CSS class
 * @param press called on a click
 */
export function button(label: string, kind: string, press: () => void): HTMLButtonElement {
  const made = element('button', { class: kind, type: 'button' }, label)
  made.addEventListener('click', press)
  return made
}
