self.addEventListener('install', () => {})

export {}
